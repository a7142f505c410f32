internal import RTP

/// Limits what retransmission may add to a viewer's stream.
///
/// Unlimited answers keep a dead link dead: 79,000 packets were offered to a link for a source of 6,000 (measured).
struct RetransmissionBudget {
    enum Limit {
        /// What may be saved up: one group of lost packets at once.
        static let burst: Int64 = 96_000
        /// Bytes a second granted whatever the stream's rate: 400 kbit/s.
        static let floor: Int64 = 50_000
    }

    private var credit = Limit.burst
    private var last = MediaTime(nanoseconds: 0)

    /// Takes `bytes` from the budget of a stream of `rate` bytes a second; false when it is spent.
    ///
    /// Half the stream's own rate may be added.
    mutating func spend(_ bytes: Int, rate: Int64, at now: MediaTime) -> Bool {
        let elapsed = min((now - last).nanoseconds, 1_000_000_000)
        last = now
        let grant = max(rate / 2, Limit.floor) * (elapsed / 1_000) / 1_000_000
        credit = min(credit + grant, Limit.burst)
        guard credit >= Int64(bytes) else { return false }
        credit -= Int64(bytes)
        return true
    }
}
