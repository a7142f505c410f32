import Database
import Synchronization

/// A database that notes which statements look at every row of a table.
final class PlannedDatabase: Database {
    private let database: SQLiteDatabase
    private let scans = Mutex<[String]>([])

    init(database: SQLiteDatabase) {
        self.database = database
    }

    var dialect: Dialect { database.dialect }

    /// The statements, each with the step of its plan that reads a whole table.
    var wholeScans: [String] { scans.withLock { $0 } }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await database.read { try body(PlannedConnection(connection: $0, note: self.note)) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await database.write { try body(PlannedConnection(connection: $0, note: self.note)) }
    }

    @Sendable private func note(_ statement: String) {
        scans.withLock { $0.append(statement) }
    }
}

private final class PlannedConnection: Connection {
    /// Indexes that hold only what is due, so that reading them whole reads nothing else.
    private static let partial = ["payments_refund_due", "test_charges_unheard"]

    private let connection: any Connection
    private let note: @Sendable (String) -> Void

    init(connection: any Connection, note: @escaping @Sendable (String) -> Void) {
        self.connection = connection
        self.note = note
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try plan(sql, arguments)
        return try connection.execute(sql, arguments)
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [Row] {
        try plan(sql, arguments)
        return try connection.query(sql, arguments)
    }

    private func plan(_ sql: String, _ arguments: [SQLValue]) throws {
        for row in try connection.query("EXPLAIN QUERY PLAN " + sql, arguments) {
            let step = try row.text("detail")
            guard step.hasPrefix("SCAN"), !Self.partial.contains(where: step.contains) else { continue }
            note("\(step): \(sql)")
        }
    }
}
