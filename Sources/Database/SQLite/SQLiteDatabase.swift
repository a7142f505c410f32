import Foundation
import GRDB

/// The embedded engine: one SQLite file in WAL mode, through GRDB.
///
/// Writes are serial; reads run beside them on snapshots and never wait. `synchronous=FULL` makes a commit survive a power
/// cut: an order that was confirmed is on the disk.
package struct SQLiteDatabase: Database {
    private let pool: DatabasePool

    package var dialect: Dialect { .sqlite }

    /// Opens or creates the file at `path`; its folder must exist.
    package init(path: String, options: SQLiteOptions = SQLiteOptions()) throws {
        var configuration = Configuration()
        configuration.label = "database"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(options.busyTimeout.components.seconds))
        configuration.maximumReaderCount = options.readers
        do {
            pool = try Self.open(path, configuration, within: options.busyTimeout)
            // The pool sets NORMAL when it turns WAL on, so FULL must come after it.
            try pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA synchronous = FULL")
                if let pages = options.maximumPages {
                    try connection.execute(sql: "PRAGMA max_page_count = \(pages)")
                }
            }
        } catch {
            throw SQLiteFailure.named(error)
        }
    }

    /// Turning the write-ahead log on does not wait for others who open the file at the same time, as statements do.
    private static func open(
        _ path: String, _ configuration: Configuration, within patience: Duration
    ) throws -> DatabasePool {
        let end = ContinuousClock.now + patience
        while true {
            do {
                return try DatabasePool(path: path, configuration: configuration)
            } catch let error as GRDB.DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end
            {
                Thread.sleep(forTimeInterval: 0.01)
            }
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { try body(SQLiteConnection($0)) }
        } catch {
            throw SQLiteFailure.named(error)
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.write { try body(SQLiteConnection($0)) }
        } catch {
            throw SQLiteFailure.named(error)
        }
    }

    /// Closes the file; later accesses fail.
    package func close() throws {
        try pool.close()
    }
}
