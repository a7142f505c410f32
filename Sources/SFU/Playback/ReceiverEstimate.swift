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
    }

    private var told: (rate: Bitrate, at: MediaTime)?

    /// - Parameter sent: what goes out to the viewer.
    mutating func take(_ rate: Bitrate, sent: Bitrate, at now: MediaTime) {
        told = (rate >= sent * Limit.bound ? rate * Limit.hope : rate, now)
    }

    func rate(at now: MediaTime) -> Bitrate? {
        guard let told, now - told.at < Limit.age else { return nil }
        return told.rate
    }
}
