package import Domain

/// Admits so many happenings per key within a window that moves with time.
package struct SlidingWindow<Key: Hashable & Sendable>: Sendable {
    private let allowed: Int
    private let window: Duration
    private var times: [Key: [Timestamp]] = [:]
    private var sweptAt = Timestamp(milliseconds: 0)

    package init(allowed: Int, window: Duration) {
        self.allowed = allowed
        self.window = window
    }

    /// How long `key` must wait before its next happening; zero when it may go ahead now.
    package func wait(for key: Key, at now: Timestamp) -> Duration {
        guard let times = times[key] else { return .zero }
        let recent = times.filter { $0 + window > now }
        guard recent.count >= allowed else { return .zero }
        return recent[recent.count - allowed] + window - now
    }

    /// Counts one happening.
    package mutating func record(_ key: Key, at now: Timestamp) {
        sweep(now)
        var recent = times[key, default: []].filter { $0 + window > now }
        recent.append(now)
        times[key] = recent
    }

    /// Forgets keys that have been silent for a whole window, once per window.
    private mutating func sweep(_ now: Timestamp) {
        guard now - sweptAt > window else { return }
        sweptAt = now
        times = times.filter { _, times in times.last.map { $0 + window > now } ?? false }
    }
}
