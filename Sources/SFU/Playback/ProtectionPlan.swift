internal import RTP

/// When a viewer's picture is protected, and how strongly.
struct ProtectionPlan {
    enum Limit {
        /// Loss from which a request comes late often enough, on long ways and on any; and below which protection ends.
        static let begins = 0.05
        static let beginsFarAway = 0.02
        static let farAway = MediaSpan.milliseconds(80)
        static let ends = 0.005
        /// What the way must carry beside the streams: a part of a quarter or a third is added.
        static let headroom = 1.35
    }

    private(set) var isOn = false
    private var loss = 0.0

    /// Follows what is known of the way.
    mutating func update(loss: Double, roundTrip: MediaSpan, rate: Bitrate, streams: Bitrate) {
        self.loss = loss
        let least = roundTrip > Limit.farAway ? Limit.beginsFarAway : Limit.begins
        isOn = loss > (isOn ? Limit.ends : least) && rate > streams * Limit.headroom
    }

    /// Packets that share one of protection.
    func group(isKeyFrame: Bool) -> Int {
        let usual = loss > 0.15 ? 3 : loss > 0.07 ? 4 : 6
        return isKeyFrame ? max(2, usual - 2) : usual
    }
}
