internal import RTP

/// The latest packets of a stream, kept to be sent again.
struct SentPackets {
    struct Packet {
        var index: Int64
        var timestamp: RTPTimestamp
        var marker: Bool
        var payload: [UInt8]
    }

    enum Limit {
        /// 3 s of video at 1.5 Mbps: a server gives up on a gap after half of that.
        static let packets = 512
    }

    private var ring: [Packet?]

    init() {
        ring = Array(repeating: nil, count: Limit.packets)
    }

    mutating func keep(_ packet: Packet) {
        ring[Self.slot(packet.index)] = packet
    }

    /// The packet that last went out under this number.
    func packet(_ number: SequenceNumber, newest: Int64) -> Packet? {
        let index = newest - Int64(number.distance(to: SequenceNumber(wrapping: newest)))
        guard index >= 0, let packet = ring[Self.slot(index)], packet.index == index else { return nil }
        return packet
    }

    private static func slot(_ index: Int64) -> Int { Int(index % Int64(Limit.packets)) }
}
