import Database
import Synchronization

/// A database on which the n-th statement of every transaction breaks.
struct BrittleDatabase: Database {
    let database: SQLiteDatabase
    let failingAt: Int

    struct Broken: Error {}

    var dialect: Dialect { database.dialect }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await database.read(body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        let failingAt = failingAt
        return try await database.write { try body(BrittleConnection(connection: $0, failingAt: failingAt)) }
    }
}

/// Counts the statements and breaks before the n-th is run.
private final class BrittleConnection: Connection {
    private let connection: any Connection
    private let failingAt: Int
    private var count = 0

    init(connection: any Connection, failingAt: Int) {
        self.connection = connection
        self.failingAt = failingAt
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try step()
        return try connection.execute(sql, arguments)
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [Row] {
        try step()
        return try connection.query(sql, arguments)
    }

    private func step() throws {
        count += 1
        if count == failingAt { throw BrittleDatabase.Broken() }
    }
}
