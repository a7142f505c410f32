package import Domain

extension Row {
    package func identifier<Entity>(
        _ column: String, _ type: Identifier<Entity>.Type = Identifier<Entity>.self
    ) throws(DatabaseError) -> Identifier<Entity> {
        Identifier(try text(column))
    }

    package func optionalIdentifier<Entity>(
        _ column: String, _ type: Identifier<Entity>.Type = Identifier<Entity>.self
    ) throws(DatabaseError) -> Identifier<Entity>? {
        try optionalText(column).map { Identifier($0) }
    }

    /// A moment, stored as integer milliseconds.
    package func timestamp(_ column: String) throws(DatabaseError) -> Timestamp {
        Timestamp(milliseconds: try integer(column))
    }

    package func optionalTimestamp(_ column: String) throws(DatabaseError) -> Timestamp? {
        try optionalInteger(column).map { Timestamp(milliseconds: $0) }
    }

    package func currency(_ column: String) throws(DatabaseError) -> Currency {
        let code = try text(column)
        guard let currency = Currency(code) else {
            throw .malformedRow(column: column, problem: "“\(code)” is not an ISO 4217 currency")
        }
        return currency
    }

    /// An amount, stored as its smallest units beside a column with the currency's code.
    package func money(_ column: String, currency: String) throws(DatabaseError) -> Money {
        Money(minor: try integer(column), currency: try self.currency(currency))
    }

    package func optionalMoney(_ column: String, currency: String) throws(DatabaseError) -> Money? {
        guard let minor = try optionalInteger(column) else { return nil }
        return Money(minor: minor, currency: try self.currency(currency))
    }

    /// One of a closed set of words, such as a state.
    package func word<Word: RawRepresentable>(
        _ column: String, _ type: Word.Type = Word.self
    ) throws(DatabaseError) -> Word where Word.RawValue == String {
        let text = try text(column)
        guard let word = Word(rawValue: text) else {
            throw .malformedRow(column: column, problem: "“\(text)” is not a word it may hold")
        }
        return word
    }
}
