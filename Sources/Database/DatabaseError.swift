/// Why the engine did not do what it was asked.
package enum DatabaseError: Error, Hashable, Sendable {
    /// A row with these unique columns exists; `columns` reads `table.column, …` or names the constraint.
    case uniqueViolation(columns: String)
    /// A row refers to one that does not exist, or one that is still referred to was removed.
    case foreignKeyViolation
    /// A value breaks a `CHECK` or `NOT NULL` rule.
    case checkViolation(constraint: String)
    /// No room is left on the disk; nothing of the transaction was written.
    case diskFull
    /// Another process held the database for longer than the busy timeout.
    case busy
    /// The file is not a database, or is damaged.
    case corrupt(detail: String)
    /// The file cannot be opened or written by this user.
    case notAccessible(detail: String)
    /// A newer Tradewind has changed the tables of a capability.
    case newerSchema(capability: Capability, number: Int)
    /// A column is missing or holds what it must not.
    case malformedRow(column: String, problem: String)
    /// The statement itself is wrong, or the engine failed in a way that has no name here.
    case failed(code: Int, detail: String)
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .uniqueViolation(let columns): "a row with the same \(columns) exists"
        case .foreignKeyViolation: "a row refers to one that does not exist"
        case .checkViolation(let constraint): "the rule \(constraint) does not allow this value"
        case .diskFull: "the disk is full: free some space; nothing was written"
        case .busy: "another process holds the database: stop it, or try again"
        case .corrupt(let detail): "the database is damaged (\(detail)): restore it from a backup"
        case .notAccessible(let detail): "the database cannot be opened or written (\(detail)): check owner and mode"
        case .newerSchema(let capability, let number):
            "the database was changed by a newer version (\(capability.rawValue) \(number)): start that version"
        case .malformedRow(let column, let problem): "column \(column): \(problem)"
        case .failed(let code, let detail): "the database failed with code \(code): \(detail)"
        }
    }
}
