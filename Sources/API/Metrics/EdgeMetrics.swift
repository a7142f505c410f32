internal import HTTPTypes
internal import Synchronization

/// What the HTTP edge counts.
package final class EdgeMetrics: Sendable {
    /// Room sockets that are open.
    package let sockets = Counter()
    /// Messages handed to sockets: one for each message and socket.
    package let deliveries = Counter()
    /// Writes that carried them: one for each socket and tick.
    package let socketWrites = Counter()
    /// Sockets passed over because their buffer was full.
    package let skipped = Counter()

    private struct RequestKey: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private let requests = Mutex<[RequestKey: Int]>([:])
    private let durations = Mutex<[String: Histogram]>([:])

    package init() {}

    /// Counts a request under its route, never under its path: paths are without number.
    func record(_ method: HTTPRequest.Method, route: String, status: Int, took: Duration) {
        let key = RequestKey(method: method.rawValue, route: route, status: status)
        requests.withLock { $0[key, default: 0] += 1 }
        let histogram = durations.withLock { durations in
            let histogram = durations[route] ?? Histogram()
            durations[route] = histogram
            return histogram
        }
        histogram.record(took)
    }

    var families: [MetricFamily] {
        let requests = requests.withLock { $0 }.sorted { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }
        let durations = durations.withLock { $0 }.sorted { $0.key < $1.key }
        return [
            MetricFamily(
                "http_requests_total", .counter, "Requests by route and status.",
                samples: requests.map { key, count in
                    MetricFamily.Sample(
                        labels: [("method", key.method), ("route", key.route), ("status", String(key.status))],
                        value: Double(count))
                }),
            MetricFamily(
                "http_request_duration_seconds", .histogram, "Time from a request's head to its answer.",
                samples: durations.flatMap { MetricFamily.samples(of: $1.value, labels: [("route", $0)]) }),
            MetricFamily("tradewind_room_sockets", .gauge, "Room sockets that are open.", value: sockets.value),
            MetricFamily(
                "tradewind_room_deliveries_total", .counter, "Messages handed to room sockets.", value: deliveries.value
            ),
            MetricFamily(
                "tradewind_room_writes_total", .counter, "Writes to room sockets that carried them.",
                value: socketWrites.value),
            MetricFamily(
                "tradewind_room_skipped_total", .counter, "Room sockets passed over because they were behind.",
                value: skipped.value),
        ]
    }
}
