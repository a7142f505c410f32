internal import Domain
internal import Synchronization

/// Token buckets, one per named limit and caller.
final class RateLimiter: Sendable {
    private struct Key: Hashable {
        let limit: String
        let caller: String
    }

    private struct Bucket {
        var tokens: Double
        var at: Timestamp
    }

    /// Buckets that are kept before full ones are forgotten.
    private static let capacity = 65_536

    private let clock: any WallClock
    private let scale: Double
    private let buckets = Mutex<[Key: Bucket]>([:])

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
        return buckets.withLock { buckets in
            if buckets.count >= Self.capacity { Self.forgetFull(&buckets, at: now) }
            let key = Key(limit: limit.name, caller: caller)
            var bucket = buckets[key] ?? Bucket(tokens: burst, at: now)
            let elapsed = Double(max(0, now.milliseconds - bucket.at.milliseconds))
            bucket.tokens = min(burst, bucket.tokens + elapsed * rate)
            bucket.at = now
            defer { buckets[key] = bucket }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return .milliseconds(Int64(((1 - bucket.tokens) / rate).rounded(.up)))
        }
    }

    /// A bucket that was not touched for two minutes is full again under every limit: forgetting it changes nothing.
    private static func forgetFull(_ buckets: inout [Key: Bucket], at now: Timestamp) {
        buckets = buckets.filter { now - $0.value.at < .seconds(120) }
        // Still too many: an attack from many addresses. Memory is worth more than their counters.
        if buckets.count >= capacity { buckets.removeAll() }
    }
}
