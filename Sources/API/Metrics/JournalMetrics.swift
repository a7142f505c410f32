internal import Journal
internal import Synchronization

/// What happened since the start, by kind: orders placed and paid, offers, joins, freezes, words said.
final class JournalMetrics: Sendable {
    private let counts = Mutex<[EventKind: Int]>([:])

    /// Counts every event committed from now on, until its task is cancelled.
    func follow(_ journal: Journal) async throws {
        for try await events in journal.feed(after: try await journal.lastPosition()) {
            counts.withLock { counts in
                for event in events { counts[event.kind, default: 0] += 1 }
            }
        }
    }

    var families: [MetricFamily] {
        let counts = counts.withLock { $0 }.sorted { $0.key.rawValue < $1.key.rawValue }
        return [
            MetricFamily(
                "tradewind_events_total", .counter, "Events of the journal, by kind.",
                samples: counts.map { kind, count in
                    MetricFamily.Sample(labels: [("kind", kind.rawValue)], value: Double(count))
                })
        ]
    }
}
