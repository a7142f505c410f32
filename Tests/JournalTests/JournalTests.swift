import Database
import Domain
import Journal
import Testing

/// The log of everything that happens.
struct JournalTests {
    private static let said = EventKind(rawValue: "chat.said")
    private static let joined = EventKind(rawValue: "viewer.joined")

    private struct Said: Codable, Equatable {
        var text: String
        var at: Timestamp
    }

    private struct Refused: Error {}

    private let folder: TestFolder
    private let clock: ManualClock
    private let database: SQLiteDatabase
    private let journal: Journal

    init() async throws {
        folder = try TestFolder()
        clock = try ManualClock()
        database = try SQLiteDatabase(path: folder.path("journal.sqlite"))
        try await database.migrate(
            Journal.migrations + [Migration("facts", 1, ["CREATE TABLE facts (text TEXT UNIQUE)"])], clock: clock)
        journal = Journal(database: database, clock: clock)
    }

    @Test func `an event is stored with the facts it tells`() async throws {
        try await tell("hello", show: "demo")
        let events = try await journal.events(after: 0)
        #expect(events.map(\.position) == [1])
        #expect(events[0].at == clock.now())
        #expect(events[0].show == Identifier("demo"))
        #expect(events[0].viewer == nil)
        #expect(events[0].payload == #"{"at":"2026-11-21T19:00:00.000Z","text":"hello"}"#)
        #expect(try events[0].decode(Said.self) == Said(text: "hello", at: clock.now()))
    }

    @Test func `neither facts nor events remain of a transaction that throws`() async throws {
        await #expect(throws: Refused.self) {
            try await journal.write { connection, drafts in
                try connection.execute("INSERT INTO facts (text) VALUES ('x')", [])
                try drafts.append(Self.said, Said(text: "x", at: drafts.now))
                throw Refused()
            }
        }
        #expect(try await journal.lastPosition() == 0)
        let facts = try await journal.read { try $0.query("SELECT text FROM facts", []).count }
        #expect(facts == 0)
    }

    @Test func `events are found by place, show and kind`() async throws {
        for index in 0..<6 { try await tell("\(index)", show: index.isMultiple(of: 2) ? "demo" : "other") }
        try await journal.write { _, drafts in
            try drafts.append(Self.joined, show: Identifier("demo"), viewer: Identifier("mai"), [String: String]())
        }
        #expect(try await journal.events(after: 4).map(\.position) == [5, 6, 7])
        #expect(try await journal.events(after: 0, show: Identifier("demo")).map(\.position) == [1, 3, 5, 7])
        #expect(try await journal.events(after: 0, kinds: [Self.joined]).map(\.viewer) == [Identifier("mai")])
        #expect(
            try await journal.events(after: 2, show: Identifier("demo"), kinds: [Self.said, Self.joined], limit: 2)
                .map(\.position) == [3, 5])
    }

    @Test func `a feed brings every committed event once, in order, also those from before it began`() async throws {
        for index in 0..<3 { try await tell("early \(index)") }
        let feed = journal.feed(after: 1)
        let reader = Task {
            var positions: [Int64] = []
            for try await events in feed {
                positions += events.map(\.position)
                if positions.count >= 102 { break }
            }
            return positions
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<100 { group.addTask { try await tell("late \(index)") } }
            try await group.waitForAll()
        }
        #expect(try await reader.value == Array(2...103))
    }

    @Test func `two feeds do not take each other's events, and one that is cancelled ends`() async throws {
        let feeds = [journal.feed(after: 0), journal.feed(after: 0)]
        let readers = feeds.map { feed in
            Task {
                for try await events in feed { return events.map(\.position) }
                return []
            }
        }
        let endless = Task {
            var count = 0
            for try await events in journal.feed(after: 0) { count += events.count }
            return count
        }
        try await tell("x")
        for reader in readers { #expect(try await reader.value == [1]) }
        endless.cancel()
        _ = await endless.result
    }

    @Test func `a feed longer than one batch is read to its end`() async throws {
        let count = Journal.largestBatch * 2 + 5
        try await journal.write { _, drafts in
            for index in 0..<count { try drafts.append(Self.said, Said(text: "\(index)", at: drafts.now)) }
        }
        var read = 0
        for try await events in journal.feed(after: 0) {
            read += events.count
            if read == count { break }
        }
        #expect(read == count)
    }

    private func tell(_ text: String, show: String? = nil) async throws {
        try await journal.write { connection, drafts in
            try connection.execute("INSERT INTO facts (text) VALUES ($1)", [.text(text)])
            try drafts.append(Self.said, show: show.map { Identifier($0) }, Said(text: text, at: drafts.now))
        }
    }
}
