package import RTP

/// A few bursts of padding, evenly spread, that show whether the path carries more.
package struct Probe: Sendable, Hashable {
    package enum Limit {
        package static let bursts = 3
        /// From one burst to the next.
        package static let interval = MediaSpan.milliseconds(10)
        /// Packets of one burst at least: fewer do not mean anything.
        static let packets = 2
        /// What one padding packet may hold beside its headers (RFC 3550, section 5.1: its count is one byte).
        package static let padding = 255
    }

    /// Marks packets of a burst that goes out whatever the path carries: a key frame, or a group of pictures.
    package static let burst = UInt8.max

    /// Marks its packets in the log; neither 0 nor ``burst``.
    package var id: UInt8
    package var rate: Bitrate

    /// What one burst takes.
    package var burstBytes: Int {
        max(rate.bytes(in: Limit.interval), Limit.packets * Limit.padding)
    }
}

/// Reads from feedback what probes found.
///
/// Source: libwebrtc's probe bitrate estimator, with bursts in place of packets.
struct ProbeReader: Sendable {
    private enum Limit {
        /// Share of the bytes that must have arrived.
        static let share = 0.8
        /// How much faster a probe may arrive than it was sent before it is not believed.
        static let believable = 2.0
        /// Arriving slower than this share of the sending rate, it has filled the path; some is left free then.
        static let full = 0.9
        static let utilisation = 0.95
        static let longest = MediaSpan.seconds(1)
    }

    /// What arrived of one burst.
    private struct Burst {
        var sentAt: MediaTime
        var bytes: Int
        var lastArrival: FeedbackTime
    }

    private var probe: Probe?
    private var bursts: [Burst] = []

    /// A probe goes out: its packets are looked for from now on.
    mutating func expect(_ probe: Probe) {
        self.probe = probe
        bursts.removeAll(keepingCapacity: true)
    }

    /// Takes a packet that arrived; what the path carries when enough of a probe has.
    ///
    /// - Parameter loss: the share that the path loses whatever is sent.
    mutating func take(_ packet: ReportedPacket, loss: Double) -> Bitrate? {
        guard let arrival = packet.arrival, let probe, packet.probe == probe.id else { return nil }
        if let position = bursts.firstIndex(where: { $0.sentAt == packet.sentAt }) {
            bursts[position].bytes += packet.bytes
            bursts[position].lastArrival = max(bursts[position].lastArrival, arrival)
        } else if bursts.count < Probe.Limit.bursts {
            bursts.append(Burst(sentAt: packet.sentAt, bytes: packet.bytes, lastArrival: arrival))
        }
        return rate(of: probe, loss: loss)
    }

    private func rate(of probe: Probe, loss: Double) -> Bitrate? {
        let bytes = bursts.reduce(0) { $0 + $1.bytes }
        let expected = Double(probe.burstBytes * Probe.Limit.bursts)
        guard bursts.count == Probe.Limit.bursts, Double(bytes) >= Limit.share * (1 - loss) * expected,
            let first = bursts.first, let last = bursts.last
        else { return nil }
        let (sentIn, arrivedIn) = (last.sentAt - first.sentAt, last.lastArrival.since(first.lastArrival))
        guard sentIn > .zero, arrivedIn > .zero, sentIn < Limit.longest, arrivedIn < Limit.longest else { return nil }
        // What was lost on the way took its time too.
        let sending = Bitrate(bytes: bytes - last.bytes, in: sentIn) * (1 / (1 - loss))
        let arriving = Bitrate(bytes: bytes - first.bytes, in: arrivedIn) * (1 / (1 - loss))
        guard arriving < sending * Limit.believable else { return nil }
        return arriving < sending * Limit.full ? arriving * Limit.utilisation : min(sending, arriving)
    }
}
