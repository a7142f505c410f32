internal import CongestionControl
internal import RTP

/// What was sent again of one stream of late, and what became of it.
///
/// A small table with collisions: a lost entry costs a packet too many.
final class Repairs {
    enum Limit {
        /// A receiver that asks again within less has not had time to see the first answer.
        static let interval = MediaSpan.milliseconds(20)
        /// How often a packet is sent again without being asked for.
        static let rounds: UInt8 = 4
    }

    private struct Entry {
        /// The number on the viewer's line; below 0 while the entry is empty.
        var index: Int64 = -1
        var at = MediaTime(nanoseconds: 0)
        /// Copies of the latest round that nothing is known of.
        var open: UInt8 = 0
        var rounds: UInt8 = 0
        var isThere = false
    }

    private static let mask = 63
    private var entries = InlineArray<64, Entry>(repeating: Entry())

    /// Whether a packet was sent again a moment ago.
    func isRecent(_ index: Int64, at now: MediaTime) -> Bool {
        let entry = entries[Int(truncatingIfNeeded: index) & Self.mask]
        return entry.index == index && now - entry.at < Limit.interval
    }

    /// Notes that a packet is sent again, `copies` times.
    func note(_ index: Int64, copies: Int, at now: MediaTime) {
        let slot = Int(truncatingIfNeeded: index) & Self.mask
        let rounds = entries[slot].index == index ? min(entries[slot].rounds, .max - 1) : 0
        entries[slot] = Entry(index: index, at: now, open: UInt8(clamping: copies), rounds: rounds + 1)
    }

    /// Whether a packet of which feedback tells is missing at the receiver, with nothing on the way to it.
    ///
    /// A receiver may stop asking, or its request may be lost as well; libwebrtc forgets what it lacks of a picture in spatial layers as soon
    /// as it has shown a later one, and stands still for three seconds then.
    func isLost(_ packet: CarriedPacket, arrived: Bool) -> Bool {
        let slot = Int(packet.number.rawValue) & Self.mask
        guard entries[slot].index >= 0, UInt16(truncatingIfNeeded: entries[slot].index) == packet.number.rawValue else {
            return !arrived && !packet.isRepair
        }
        // What was sent first is taken care of.
        guard packet.isRepair else { return false }
        if arrived { entries[slot].isThere = true }
        entries[slot].open = entries[slot].open > 0 ? entries[slot].open - 1 : 0
        return entries[slot].open == 0 && !entries[slot].isThere && entries[slot].rounds < Limit.rounds
    }
}
