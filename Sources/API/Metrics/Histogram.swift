internal import Synchronization

/// How durations are spread over fixed bounds.
package final class Histogram: Sendable {
    /// Upper bounds in seconds: the usual ones of Prometheus clients.
    package static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    package struct Reading: Sendable {
        /// One more than the bounds: the last counts what is above all.
        package var counts: [Int]
        package var sum: Double
    }

    private let reading = Mutex(Reading(counts: [Int](repeating: 0, count: Histogram.bounds.count + 1), sum: 0))

    package init() {}

    package func record(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        let index = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        reading.withLock { reading in
            reading.counts[index] += 1
            reading.sum += seconds
        }
    }

    package var value: Reading { reading.withLock { $0 } }
}
