internal import RTP

/// How often the host is asked for a key frame on one decoder's behalf.
struct KeyFrameAllowance {
    enum Limit {
        /// How often one viewer's decoder may cost everybody a key frame.
        static let interval = MediaSpan.seconds(1)
        /// The same for one that has asked ``asksBeforeSlowing`` times.
        static let slowInterval = MediaSpan.seconds(5)
        static let asksBeforeSlowing = 10
    }

    private var asks = 0
    private var last: MediaTime?

    /// Takes one, where one is left.
    mutating func take(at now: MediaTime) -> Bool {
        let interval = asks < Limit.asksBeforeSlowing ? Limit.interval : Limit.slowInterval
        if let last, now - last < interval { return false }
        last = now
        asks += 1
        return true
    }
}
