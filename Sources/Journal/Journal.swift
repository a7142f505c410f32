package import Database
package import Domain

/// The append-only log of everything that happens.
///
/// An event is stored in the transaction of the fact it tells, so neither exists without the other. Positions grow in the
/// order of commits: the embedded engine writes serially; a driver for an engine that does not must take one lock per
/// journal write before it numbers.
package struct Journal: Sendable {
    private let database: any Database
    private let clock: any WallClock
    private let bell = Doorbell()

    package init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// Runs one transaction and stores the events its body drafts with it; wakes the feeds after the commit.
    ///
    /// As with every body of ``Database``, it may be run again: it changes nothing but its connection and its drafts.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection, inout EventDrafts) throws -> Value
    ) async throws -> Value {
        let clock = clock
        let (value, count) = try await database.write { connection in
            var drafts = EventDrafts(now: clock.now())
            let value = try body(connection, &drafts)
            try drafts.store(in: connection)
            return (value, drafts.count)
        }
        if count > 0 { bell.ring() }
        return value
    }

    /// Runs statements that change nothing, on a consistent snapshot.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await database.read(body)
    }

    /// The events after a position in their order, of one show or of all, of some kinds or of all.
    package func events(
        after position: Int64,
        show: ShowID? = nil,
        kinds: [EventKind] = [],
        limit: Int = Self.largestBatch
    ) async throws -> [Event] {
        let query = EventQuery(after: position, show: show, kinds: kinds, limit: min(limit, Self.largestBatch))
        return try await database.read { try query.run(in: $0) }
    }

    /// The position of the newest event, 0 while there is none.
    package func lastPosition() async throws -> Int64 {
        try await database.read { connection in
            let rows = try connection.query("SELECT COALESCE(MAX(position), 0) AS last FROM journal_events", [])
            return try rows.first?.integer("last") ?? 0
        }
    }

    /// Every event after a position as it is committed, each once, in order.
    package func feed(after position: Int64) -> EventFeed {
        EventFeed(journal: self, bell: bell, after: position)
    }

    /// The most events one query returns; a feed asks again at once.
    package static let largestBatch = 1_000
}
