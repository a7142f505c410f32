/// One row of a result, read by column name.
///
/// Every getter throws ``DatabaseError/malformedRow(column:problem:)`` when the column is missing or of another type.
package struct Row: Sendable {
    private let columns: Columns
    private let values: [SQLValue]

    package init(columns: Columns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The value as it came; `nil` is a null of SQL.
    package func value(_ column: String) throws(DatabaseError) -> SQLValue? {
        guard let index = columns.index(of: column) else {
            throw .malformedRow(column: column, problem: "is not in the result")
        }
        let value = values[index]
        return value == .null ? nil : value
    }

    package func optionalInteger(_ column: String) throws(DatabaseError) -> Int64? {
        switch try value(column) {
        case .none: nil
        case .integer(let integer): integer
        case .some(let other): throw .malformedRow(column: column, problem: "is \(other), not an integer")
        }
    }

    package func optionalText(_ column: String) throws(DatabaseError) -> String? {
        switch try value(column) {
        case .none: nil
        case .text(let text): text
        case .some(let other): throw .malformedRow(column: column, problem: "is \(other), not a text")
        }
    }

    package func integer(_ column: String) throws(DatabaseError) -> Int64 {
        try present(optionalInteger(column), column)
    }

    /// An integer as a count, a position or another small number.
    package func count(_ column: String) throws(DatabaseError) -> Int {
        Int(try integer(column))
    }

    package func text(_ column: String) throws(DatabaseError) -> String {
        try present(optionalText(column), column)
    }

    package func blob(_ column: String) throws(DatabaseError) -> [UInt8] {
        guard case .blob(let bytes) = try value(column) else {
            throw .malformedRow(column: column, problem: "is not a blob")
        }
        return bytes
    }

    /// A boolean, stored as 0 or 1.
    package func flag(_ column: String) throws(DatabaseError) -> Bool {
        switch try integer(column) {
        case 0: false
        case 1: true
        case let other: throw .malformedRow(column: column, problem: "is \(other), not 0 or 1")
        }
    }

    private func present<Value>(_ value: Value?, _ column: String) throws(DatabaseError) -> Value {
        guard let value else { throw .malformedRow(column: column, problem: "is null") }
        return value
    }
}

extension Row {
    /// The names of a result's columns, shared by all its rows.
    package struct Columns: Sendable {
        private let names: [String]

        package init(_ names: [String]) {
            self.names = names
        }

        /// A linear search: results have a dozen columns, and a dozen comparisons are faster than a hash.
        func index(of name: String) -> Int? {
            names.firstIndex(of: name)
        }
    }
}
