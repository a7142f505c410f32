import Database
import Synchronization

/// A database that notes which statements look at every row of a table or a state, or sort what they found.
final class PlannedDatabase: Database {
    private let database: SQLiteDatabase
    private let notes = Mutex<[String]>([])
    private let written = Mutex(0)

    init(database: SQLiteDatabase) {
        self.database = database
    }

    var dialect: Dialect { database.dialect }

    /// The statements, each with the step of its plan that reads a whole table or sorts.
    var detours: [String] { notes.withLock { $0 } }

    /// How many transactions kept others from writing.
    var writes: Int { written.withLock { $0 } }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await database.read { try body(PlannedConnection(connection: $0, note: self.note)) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        written.withLock { $0 += 1 }
        return try await database.write { try body(PlannedConnection(connection: $0, note: self.note)) }
    }

    @Sendable private func note(_ statement: String) {
        notes.withLock { $0.append(statement) }
    }
}

private final class PlannedConnection: Connection {
    /// Indexes that hold only what is due, so that reading them whole reads nothing else.
    private static let dueOnly = ["payments_refund_due", "test_charges_unheard", "offers_standing"]
    /// What is sorted by hand, because it is small by a limit: the lines of one cart, the offers of one page of shows.
    private static let small = ["FROM cart_lines l", "WHERE v.id IN ("]

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
            let isScan = step.hasPrefix("SCAN") && !Self.dueOnly.contains(where: step.contains)
            let isSort = step.hasPrefix("USE TEMP B-TREE") && !Self.small.contains(where: sql.contains)
            // All rows of a state are nearly as many as all rows.
            let isHeap = step.contains("(state=?)")
            if isScan || isSort || isHeap { note("\(step): \(sql)") }
        }
    }
}
