internal import Domain
internal import Synchronization

/// Token buckets, one per named limit and caller.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Timestamp
    }

    /// The buckets of one limit: a flood under one does not push out the counters of another.
    private typealias Buckets = [String: Bucket]

    /// Buckets of one limit that are kept before some are forgotten.
    static let capacity = 65_536

    private let clock: any WallClock
    private let scale: Double
    private let limits = Mutex<[String: Buckets]>([:])

    /// `scale` widens every limit alike, for machines that test themselves.
    init(clock: any WallClock, scale: Double) {
        self.clock = clock
        self.scale = scale
    }

    /// How long a caller must wait; nil when the request was counted and may go on.
    func wait(_ limit: RateLimit, for caller: String) -> Duration? {
        let now = clock.now()
        let rate = Double(limit.perPeriod) * scale / Double(limit.period.wholeMilliseconds)
        let burst = Double(limit.burst) * scale
        return limits.withLock { limits in
            if limits[limit.name, default: [:]].count >= Self.capacity {
                Self.forgetSome(&limits[limit.name, default: [:]], at: now)
            }
            var bucket = limits[limit.name]?[caller] ?? Bucket(tokens: burst, at: now)
            let elapsed = Double(max(0, now.milliseconds - bucket.at.milliseconds))
            bucket.tokens = min(burst, bucket.tokens + elapsed * rate)
            bucket.at = now
            defer { limits[limit.name, default: [:]][caller] = bucket }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return .milliseconds(Int64(((1 - bucket.tokens) / rate).rounded(.up)))
        }
    }

    /// A bucket that was not touched for two minutes is full again under every limit: forgetting it changes nothing.
    ///
    /// Where that is not enough, from so many addresses does somebody come, the quarter that was touched longest ago goes.
    private static func forgetSome(_ buckets: inout Buckets, at now: Timestamp) {
        buckets = buckets.filter { now - $0.value.at < .seconds(120) }
        guard buckets.count > capacity / 4 * 3 else { return }
        let oldest = buckets.map { ($0.value.at, $0.key) }.sorted { $0 < $1 }.prefix(capacity / 4)
        for (_, caller) in oldest { buckets[caller] = nil }
    }
}
