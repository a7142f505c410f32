internal import RTP

/// So many of something in each stretch of time.
struct Allowance {
    private let count: Int
    private let interval: MediaSpan
    private var left: Int
    private var since = MediaTime(nanoseconds: 0)

    init(_ count: Int, every interval: MediaSpan) {
        self.count = count
        self.interval = interval
        left = count
    }

    /// Takes one, where one is left.
    mutating func take(at now: MediaTime) -> Bool {
        if now - since >= interval {
            since = now
            left = count
        }
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}
