import Foundation
import GRDB

/// A connection of the pool, lent for one read or write.
struct SQLiteConnection: Connection {
    private let connection: GRDB.Database

    init(_ connection: GRDB.Database) {
        self.connection = connection
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        do {
            let statement = try connection.cachedStatement(sql: Self.numbered(sql))
            try statement.execute(arguments: Self.bindings(arguments))
            return connection.changesCount
        } catch {
            throw SQLiteFailure.named(error)
        }
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [Row] {
        do {
            let statement = try connection.cachedStatement(sql: Self.numbered(sql))
            let columns = Row.Columns(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.bindings(arguments))
            var rows: [Row] = []
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: row.databaseValues.map(Self.value)))
            }
            return rows
        } catch {
            throw SQLiteFailure.named(error)
        }
    }

    /// Writes `$1` as SQLite's `?1`, outside of quotes.
    ///
    /// SQLite reads `$1` as a *name* and numbers names in the order they appear; `?1` is a number as in PostgreSQL, which
    /// may come in any order and more than once.
    static func numbered(_ sql: String) -> String {
        var bytes = Array(sql.utf8)
        var quote: UInt8?
        for index in bytes.indices {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "$") {
                bytes[index] = UInt8(ascii: "?")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func bindings(_ arguments: [SQLValue]) -> StatementArguments {
        StatementArguments(
            arguments.map { argument -> (any DatabaseValueConvertible)? in
                switch argument {
                case .null: nil
                case .integer(let integer): integer
                case .real(let real): real
                case .text(let text): text
                case .blob(let bytes): Data(bytes)
                }
            })
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let integer): .integer(integer)
        case .double(let real): .real(real)
        case .string(let text): .text(text)
        case .blob(let data): .blob(Array(data))
        }
    }
}
