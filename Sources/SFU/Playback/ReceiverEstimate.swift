internal import RTP

/// What a viewer without transport-wide feedback takes its way for, as it tells us (REMB).
struct ReceiverEstimate {
    enum Limit {
        /// libwebrtc tells at least once a second; what is older tells nothing any more.
        static let age = MediaSpan.seconds(5)
        /// A receiver knows no more than what it gets.
        ///
        /// libwebrtc stops at one and a half times that: near there the way is not what holds the estimate down.
        static let bound = 1.3
        /// Such a way is taken to carry so many times what the receiver says, until it shows that it does not.
        static let hope = 4.0
        /// How long the estimate takes to follow when more is sent; meanwhile only a lower one counts.
        static let settling = MediaSpan.seconds(2)
        static let steady = 0.95
    }

    private struct Told {
        var estimate: Bitrate
        /// What the way is taken to carry.
        var rate: Bitrate
        var at: MediaTime
    }

    private var told: Told?
    private var sent: Bitrate?
    private var settledAt = MediaTime(nanoseconds: 0)

    /// - Parameter sent: what goes out to the viewer.
    mutating func take(_ estimate: Bitrate, sent: Bitrate, at now: MediaTime) {
        if let before = self.sent, sent > before * Limit.bound { settledAt = now + Limit.settling }
        self.sent = sent
        let rate: Bitrate
        if estimate >= sent * Limit.bound {
            rate = estimate * Limit.hope
        } else if let told, now < settledAt, estimate >= told.estimate * Limit.steady {
            rate = told.rate
        } else {
            rate = estimate
            settledAt = now
        }
        told = Told(estimate: estimate, rate: rate, at: now)
    }

    func rate(at now: MediaTime) -> Bitrate? {
        guard let told, now - told.at < Limit.age else { return nil }
        return told.rate
    }
}
