internal import RTP

/// Limits what retransmission may add to a viewer's stream.
///
/// Unlimited answers keep a dead link dead: 79,000 packets were offered to a link for a source of 6,000 (measured).
struct RetransmissionBudget {
    enum Limit {
        /// What may be saved up: one group of lost packets at once.
        static let burst = 96_000
        /// Granted in any case.
        static let floor = Bitrate.kilobits(200)
    }

    private var credit = Limit.burst
    private var last = MediaTime(nanoseconds: 0)

    /// Takes `bytes` where `allowed` is what repair may take; false when it is spent.
    mutating func spend(_ bytes: Int, allowed: Bitrate, at now: MediaTime) -> Bool {
        let elapsed = min(now - last, .seconds(1))
        last = now
        credit = min(credit + max(allowed, Limit.floor).bytes(in: elapsed), Limit.burst)
        guard credit >= bytes else { return false }
        credit -= bytes
        return true
    }
}
