@testable import Database
import Domain
import Foundation
import Testing

/// The embedded engine, on real files.
struct SQLiteDatabaseTests {
    private let folder: TestFolder
    private let database: SQLiteDatabase

    init() async throws {
        folder = try TestFolder()
        database = try SQLiteDatabase(path: folder.path("test.sqlite"))
        try await database.write { connection in
            for statement in [
                "CREATE TABLE parents (id TEXT PRIMARY KEY, name TEXT UNIQUE)",
                "CREATE TABLE children (parent TEXT NOT NULL REFERENCES parents (id), "
                    + "age BIGINT CONSTRAINT age_not_negative CHECK (age >= 0))",
            ] { try connection.execute(statement, []) }
        }
    }

    @Test func `placeholders are numbers: any order, more than once, and no placeholder inside quotes`() async throws {
        let row = try await database.read { connection in
            try connection.query("SELECT $2 AS b, $1 AS a, $2 || '$1' AS c, '$3' AS \"d$1\"", ["one", "two"])[0]
        }
        #expect(try row.text("a") == "one")
        #expect(try row.text("b") == "two")
        #expect(try row.text("c") == "two$1")
        #expect(try row.text("d$1") == "$3")
    }

    @Test func `values come back as they went in`() async throws {
        let values: [SQLValue] = [.null, .integer(.min), .real(1.5), "ü 灯", .blob([0, 255])]
        let row = try await database.read {
            try $0.query("SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d, $5 AS e", values)[0]
        }
        let read = try ["a", "b", "c", "d", "e"].map { try row.value($0) ?? .null }
        #expect(read == values)
    }

    @Test(arguments: [
        ("INSERT INTO parents (id, name) VALUES ('b', 'A')", DatabaseError.uniqueViolation(columns: "parents.name")),
        ("INSERT INTO parents (id, name) VALUES ('a', 'B')", .uniqueViolation(columns: "parents.id")),
        ("INSERT INTO children (parent, age) VALUES ('x', 1)", .foreignKeyViolation),
        ("INSERT INTO children (parent, age) VALUES ('a', -1)", .checkViolation(constraint: "age_not_negative")),
        ("INSERT INTO children (parent, age) VALUES (NULL, 1)", .checkViolation(constraint: "children.parent")),
    ])
    func `a broken rule has a name, and the transaction leaves nothing`(sql: String, error: DatabaseError) async throws
    {
        try await database.write { _ = try $0.execute("INSERT INTO parents (id, name) VALUES ('a', 'A')", []) }
        await #expect(throws: error) {
            try await database.write { connection in
                try connection.execute("INSERT INTO parents (id, name) VALUES ('z', 'Z')", [])
                try connection.execute(sql, [])
            }
        }
        let count = try await database.read { try $0.query("SELECT COUNT(*) AS n FROM parents", [])[0].count("n") }
        #expect(count == 1)
    }

    @Test func `a wrong statement names what is wrong`() async throws {
        await #expect { try await database.read { try $0.query("SELECT * FROM nowhere", []) } } throws: { error in
            guard case DatabaseError.failed(_, let detail) = error else { return false }
            return detail.contains("nowhere")
        }
    }

    @Test func `a row that is not as expected names the column`() async throws {
        let row = try await database.read { try $0.query("SELECT 'x' AS a, NULL AS b, 2 AS c", [])[0] }
        for (column, problem) in [
            ("a", "is text(\"x\"), not an integer"), ("b", "is null"), ("d", "is not in the result"),
        ] {
            #expect(throws: DatabaseError.malformedRow(column: column, problem: problem)) { try row.integer(column) }
        }
        #expect(throws: DatabaseError.malformedRow(column: "c", problem: "is 2, not 0 or 1")) { try row.flag("c") }
        #expect(throws: DatabaseError.self) { try row.currency("a") }
        #expect(try row.optionalText("b") == nil)
        #expect(try row.optionalTimestamp("b") == nil)
    }

    @Test func `every commit is synced to the disk, and the log is written ahead`() async throws {
        let (mode, level) = try await database.write { connection in
            (
                try connection.query("PRAGMA journal_mode", [])[0].text("journal_mode"),
                try connection.query("PRAGMA synchronous", [])[0].count("synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(level == 2, "2 is FULL")
    }

    @Test func `a read sees what was there when it began, while a write goes on beside it`() async throws {
        let database = database
        let began = DispatchSemaphore(value: 0), committed = DispatchSemaphore(value: 0)
        async let counts = database.read { connection in
            let first = try connection.query("SELECT COUNT(*) AS n FROM parents", [])[0].count("n")
            began.signal()
            let waited = committed.wait(timeout: .now() + .seconds(60))
            let second = try connection.query("SELECT COUNT(*) AS n FROM parents", [])[0].count("n")
            return (first, second, waited == .success)
        }
        async let write: Void = database.write { connection in
            began.wait()
            try connection.execute("INSERT INTO parents (id) VALUES ('a')", [])
        }
        try await write
        committed.signal()
        #expect(try await counts == (0, 0, true), "the write was committed while the read went on")
    }

    @Test func `a full disk is told as such, and what was there stays`() async throws {
        var options = SQLiteOptions()
        options.maximumPages = 12
        let small = try SQLiteDatabase(path: folder.path("small.sqlite"), options: options)
        try await small.write { _ = try $0.execute("CREATE TABLE notes (text TEXT)", []) }
        try await small.write { _ = try $0.execute("INSERT INTO notes VALUES ('kept')", []) }
        await #expect(throws: DatabaseError.diskFull) {
            try await small.write { connection in
                for _ in 0..<100 {
                    try connection.execute(
                        "INSERT INTO notes VALUES ($1)", [.text(String(repeating: "x", count: 4_000))])
                }
            }
        }
        let notes = try await small.read { try $0.query("SELECT text FROM notes", []).map { try $0.text("text") } }
        #expect(notes == ["kept"])
        try await small.write { _ = try $0.execute("INSERT INTO notes VALUES ('and goes on')", []) }
    }

    @Test func `a file that is no database is called damaged`() throws {
        let path = folder.path("broken.sqlite")
        try Data(repeating: 0x41, count: 4_096).write(to: URL(fileURLWithPath: path))
        #expect { try SQLiteDatabase(path: path) } throws: { error in
            guard case DatabaseError.corrupt = error else { return false }
            return true
        }
    }

    @Test func `a folder that is not there is named as such`() {
        #expect { try SQLiteDatabase(path: folder.path("none/x.sqlite")) } throws: { error in
            guard case DatabaseError.notAccessible = error else { return false }
            return true
        }
    }
}
