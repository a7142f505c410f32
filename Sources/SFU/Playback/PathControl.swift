internal import CongestionControl
internal import RTP

/// What the way to one viewer carries, by the feedback on everything that was sent to it.
///
/// Made for viewers who take transport-wide numbers and retransmissions on a stream of their own: only then is no packet
/// ever sent twice with different bytes under one nonce.
final class PathControl {
    enum Limit {
        /// How much more than the streams take is looked for, so that loss and key frames find room.
        static let headroom = 1.5
        /// The same while much is lost: repair takes its share.
        static let lossyHeadroom = 3.0
        static let lossy = 0.02
    }

    /// Bursts of a probe that are still to be sent.
    private struct Bursts {
        var probe: Probe
        var left: Int
        var next: MediaTime
    }

    private var log = SentPacketLog()
    private(set) var rate = SendRate()
    private var bursts: Bursts?

    /// Whether ``padding(at:)`` wants to be called again.
    var isProbing: Bool { bursts != nil }

    /// Notes a packet of `bytes` and gives it its number.
    ///
    /// - Parameter probe: the probe it was made for, or ``Probe/burst``. What goes out amid a probe is part of it: it takes
    ///   its share of the way.
    @inline(__always)
    func send(
        _ bytes: Int, at now: MediaTime, probe: UInt8 = 0, carrying carried: CarriedPacket? = nil
    ) -> SequenceNumber {
        log.send(bytes, at: now, probe: probe == 0 ? bursts?.probe.id ?? 0 : probe, carrying: carried)
    }

    /// Takes feedback, and plans the next probe.
    ///
    /// - Parameters:
    ///   - streams: what would be sent if the way carried everything.
    ///   - reported: scratch memory.
    func take(
        _ feedback: TransportFeedback, in bytes: Span<UInt8>, streams: Bitrate, reported: inout [ReportedPacket],
        at now: MediaTime
    ) {
        reported.removeAll(keepingCapacity: true)
        log.take(feedback, in: bytes, at: now) { reported.append($0) }
        rate.take(reported.span, at: now)
        planProbe(streams: streams, at: now)
    }

    /// What feedback that was lost would have told of.
    func forEachUntold(at now: MediaTime, _ visit: (ReportedPacket) -> Void) {
        log.forEachUntold(at: now, visit)
    }

    /// Begins a probe where one is due.
    ///
    /// - Parameter streams: what would be sent if the way carried everything.
    func planProbe(streams: Bitrate, at now: MediaTime) {
        let headroom = rate.loss > Limit.lossy ? Limit.lossyHeadroom : Limit.headroom
        if bursts == nil, let probe = rate.nextProbe(wanted: streams * headroom, at: now) {
            bursts = Bursts(probe: probe, left: Probe.Limit.bursts, next: now)
        }
    }

    /// Gives a probe up that nothing can be sent for.
    func abandonProbe() {
        bursts = nil
    }

    /// The burst of padding that is due, if one is: its bytes, and the probe they belong to.
    func padding(at now: MediaTime) -> (bytes: Int, probe: UInt8)? {
        guard var bursts, now >= bursts.next else { return nil }
        bursts.left -= 1
        bursts.next = now + Probe.Limit.interval
        self.bursts = bursts.left > 0 ? bursts : nil
        return (bursts.probe.burstBytes, bursts.probe.id)
    }
}
