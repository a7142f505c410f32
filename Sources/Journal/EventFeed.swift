/// The log as it grows: batches of committed events, each event once, in order.
///
/// A wake-up only says "look": the events are pulled from the table by cursor. So it does not matter who committed them, a
/// lost or doubled wake-up does no harm, and a slow reader holds nothing in memory.
package struct EventFeed: AsyncSequence, Sendable {
    package typealias Element = [Event]

    private let journal: Journal
    private let bell: Doorbell
    private let after: Int64

    init(journal: Journal, bell: Doorbell, after: Int64) {
        self.journal = journal
        self.bell = bell
        self.after = after
    }

    /// Listens from now on, so that nothing committed between the first look and the first wait is missed.
    package func makeAsyncIterator() -> Iterator {
        Iterator(journal: journal, cursor: after, wakeUps: bell.listen().makeAsyncIterator())
    }

    /// Ends with nil when its task is cancelled; throws what the database throws.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let journal: Journal
        fileprivate var cursor: Int64
        fileprivate var wakeUps: AsyncStream<Void>.Iterator

        package mutating func next() async throws -> [Event]? {
            while true {
                let events = try await journal.events(after: cursor)
                if let last = events.last {
                    cursor = last.position
                    return events
                }
                guard await wakeUps.next() != nil else { return nil }
            }
        }
    }
}
