internal import RTP

/// Of a show that is at home on another worker: the way there, and who fills its slots.
final class StageHome {
    let channel: Int
    let ring: RelayRing
    var sources: [Int: DistantSource] = [:]

    init(channel: Int, ring: RelayRing) {
        self.channel = channel
        self.ring = ring
    }

    /// Passes on what viewers here need.
    func tick(at now: MediaTime) {
        for source in sources.values { source.tick(at: now) }
    }
}
