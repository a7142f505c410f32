internal import RTP

/// Reads what the path carries from bursts that go out anyway: a key frame, or a replayed group of pictures.
///
/// Sent at once, their packets arrive as fast as the narrowest part of the way lets them through.
struct BurstReader: Sendable {
    private enum Limit {
        /// Fewer packets, or less time between their arrivals, do not mean anything.
        static let packets = 6
        static let time = MediaSpan.milliseconds(5)
        /// What is sent so long after the packet before is another burst.
        static let pause = MediaSpan.milliseconds(25)
        /// Arriving slower than this share of the sending rate, a burst has filled the path; some is left free then.
        static let full = 0.9
        static let utilisation = 0.95
    }

    /// What a burst showed.
    struct Finding {
        var rate: Bitrate
        /// How much longer it took to arrive than to be sent.
        var wait: MediaSpan
    }

    private struct Burst {
        var firstSent: MediaTime
        var lastSent: MediaTime
        var firstArrival: FeedbackTime
        var lastArrival: FeedbackTime
        var packets = 1
        /// Without the first packet's: the time of its own passage is not seen.
        var bytes = 0
    }

    private var burst: Burst?

    /// Takes a packet that arrived; what the path carries when it shows that a burst before it is over.
    mutating func take(_ packet: ReportedPacket, isPart: Bool) -> Finding? {
        guard let arrival = packet.arrival else { return nil }
        guard var present = burst else {
            if isPart { begin(packet.sentAt, arrival) }
            return nil
        }
        guard isPart, packet.sentAt - present.lastSent <= Limit.pause else {
            burst = nil
            if isPart { begin(packet.sentAt, arrival) }
            return finding(of: present)
        }
        present.lastSent = max(present.lastSent, packet.sentAt)
        present.lastArrival = max(present.lastArrival, arrival)
        present.packets += 1
        present.bytes += packet.bytes
        burst = present
        return nil
    }

    private mutating func begin(_ sentAt: MediaTime, _ arrival: FeedbackTime) {
        burst = Burst(firstSent: sentAt, lastSent: sentAt, firstArrival: arrival, lastArrival: arrival)
    }

    private func finding(of burst: Burst) -> Finding? {
        let arrived = burst.lastArrival.since(burst.firstArrival)
        guard burst.packets >= Limit.packets, arrived >= Limit.time else { return nil }
        let arriving = Bitrate(bytes: burst.bytes, in: arrived)
        let sent = burst.lastSent - burst.firstSent
        guard arriving < Bitrate(bytes: burst.bytes, in: sent) * Limit.full else { return nil }
        return Finding(rate: arriving * Limit.utilisation, wait: arrived - sent)
    }
}
