import Database
import Domain
import Testing

/// Tables that grow with the versions.
struct MigrationTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private static let first = Migration("notes", 1, ["CREATE TABLE notes (id {identity}, text TEXT NOT NULL)"])
    private static let second = Migration("notes", 2, ["ALTER TABLE notes ADD COLUMN read BIGINT NOT NULL DEFAULT 0"])
    private static let other = Migration("lists", 1, ["CREATE TABLE lists (note BIGINT REFERENCES notes (id))"])

    @Test func `steps run once, in order, and may be asked for at every start`() async throws {
        let database = try SQLiteDatabase(path: folder.path("a.sqlite"))
        for migrations in [
            [Self.first], [Self.first, Self.second, Self.other], [Self.first, Self.second, Self.other],
        ] {
            try await database.migrate(migrations, clock: SystemClock())
        }
        try await database.write { connection in
            let row = try connection.query("INSERT INTO notes (text) VALUES ('x') RETURNING id, read", [])[0]
            #expect(try row.integer("id") == 1)
            #expect(try row.flag("read") == false)
        }
    }

    @Test func `a database that a newer version changed is refused by name`() async throws {
        let database = try SQLiteDatabase(path: folder.path("b.sqlite"))
        try await database.migrate([Self.first, Self.second], clock: SystemClock())
        await #expect(throws: DatabaseError.newerSchema(capability: "notes", number: 2)) {
            try await database.migrate([Self.first], clock: SystemClock())
        }
    }

    @Test func `a step that fails leaves nothing, and runs when it is mended`() async throws {
        let database = try SQLiteDatabase(path: folder.path("c.sqlite"))
        let broken = Migration("notes", 2, ["CREATE TABLE half (id BIGINT)", "CREATE TABLE nonsense ("])
        await #expect(throws: DatabaseError.self) {
            try await database.migrate([Self.first, broken], clock: SystemClock())
        }
        let mended = Migration("notes", 2, ["CREATE TABLE half (id BIGINT)"])
        try await database.migrate([Self.first, mended], clock: SystemClock())
    }

    @Test func `two that start at once do each step once`() async throws {
        let path = folder.path("d.sqlite")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let database = try SQLiteDatabase(path: path)
                    try await database.migrate([Self.first, Self.second, Self.other], clock: SystemClock())
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `each engine gets its own words for a numbered column`() {
        let statement = "CREATE TABLE t (id {identity}, x TEXT)"
        #expect(Dialect.sqlite.definition(statement) == "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT)")
        #expect(
            Dialect.postgreSQL.definition(statement)
                == "CREATE TABLE t (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x TEXT)")
    }
}
