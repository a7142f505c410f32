internal import Synchronization

/// Everything that `/metrics` tells, gathered when it is asked.
package final class MetricsRegistry: Sendable {
    package typealias Source = @Sendable () async -> [MetricFamily]

    private let sources = Mutex<[Source]>([])

    package init() {}

    /// Adds metrics of another part of the server.
    package func add(_ source: @escaping Source) {
        sources.withLock { $0.append(source) }
    }

    func text() async -> String {
        var text = ""
        for source in sources.withLock({ $0 }) {
            for family in await source() { text += family.text }
        }
        return text
    }
}
