internal import RTP

/// What a stretch of feedback said: how much was sent, how fast, and how much of it was lost.
struct LossObservation: Sendable, Hashable {
    var packets: Int
    var lost: Int
    /// Kilobits a second.
    var rate: Double

    var received: Int { packets - lost }
}

/// Gathers feedback into observations that are long enough to mean something.
struct LossObserver: Sendable {
    enum Limit {
        /// Source: libwebrtc's loss-based estimator, second version.
        static let length = MediaSpan.milliseconds(250)
        static let observations = 20
    }

    /// The latest, oldest first.
    private(set) var observations: [LossObservation] = []
    private var packets = 0
    private var lost = 0
    private var bytes = 0
    private var firstSent: MediaTime?
    private var lastSent: MediaTime?

    /// Takes one packet of feedback; true when it completed an observation.
    mutating func take(_ packet: ReportedPacket) -> Bool {
        let first = firstSent ?? packet.sentAt
        firstSent = first
        lastSent = max(lastSent ?? packet.sentAt, packet.sentAt)
        packets += 1
        bytes += packet.bytes
        if packet.arrival == nil { lost += 1 }
        let length = (lastSent ?? first) - first
        guard length >= Limit.length else { return false }
        let rate = Double(bytes) * 8e6 / Double(length.nanoseconds)
        observations.append(LossObservation(packets: packets, lost: lost, rate: rate))
        if observations.count > Limit.observations { observations.removeFirst() }
        (packets, lost, bytes) = (0, 0, 0)
        (firstSent, lastSent) = (nil, nil)
        return true
    }

    /// The share lost over all observations, those of long ago counting less.
    var averageLoss: Double {
        var (weight, lost, all) = (1.0, 0.0, 0.0)
        for observation in observations.reversed() {
            lost += weight * Double(observation.lost)
            all += weight * Double(observation.packets)
            weight *= LossFit.Limit.ageing
        }
        return all == 0 ? 0 : lost / all
    }
}
