internal import RTP

/// A host's packet on its way to other workers, in memory of its own.
///
/// All branches of a show share one. References are counted by the language: the sender uses a packet again when no ring and no
/// reader holds it any more, as an array is written in place when nobody shares it.
final class RelayedPacket: @unchecked Sendable {
    private(set) var incoming: Publisher.Incoming?
    private let memory: UnsafeMutableRawPointer

    init() {
        memory = .allocate(byteCount: PacketHistory.Limit.payload, alignment: 64)
    }

    deinit {
        memory.deallocate()
    }

    /// Whether it was made of this packet; both are of one source.
    fileprivate func isCopy(of packet: Publisher.Incoming) -> Bool {
        guard let incoming else { return false }
        return incoming.sequence == packet.sequence && incoming.kind == packet.kind && incoming.layer == packet.layer
            && incoming.timestamp == packet.timestamp
    }

    fileprivate func keep(_ packet: Publisher.Incoming) {
        memory.copyMemory(from: packet.payload.baseAddress ?? UnsafeRawPointer(memory), byteCount: packet.payload.count)
        incoming = packet
        incoming?.payload = UnsafeRawBufferPointer(start: memory, count: packet.payload.count)
    }
}

/// The packets that a worker has for others, made once and used again.
final class RelayedPackets {
    enum Limit {
        /// Packets that others may hold at once; 6 MB, twice what a ring holds, so that one who stands still leaves enough.
        static let packets = 4_096
    }

    private var packets: [RelayedPacket] = []
    private var next = 0
    /// What was copied last, and whose it was: the other branches of a show have it too.
    private var latest: (packet: RelayedPacket, source: any PictureSource)?

    /// A copy of a packet that others may read; nil where they hold all there are, or it is longer than any track keeps.
    func copy(of packet: Publisher.Incoming, from source: any PictureSource) -> RelayedPacket? {
        guard packet.payload.count <= PacketHistory.Limit.payload else { return nil }
        if let latest, latest.source === source, latest.packet.isCopy(of: packet) { return latest.packet }
        latest = nil
        if packets.isEmpty { packets = (0..<Limit.packets).map { _ in RelayedPacket() } }
        for _ in packets.indices {
            let place = next
            next = next + 1 < packets.count ? next + 1 : 0
            guard isKnownUniquelyReferenced(&packets[place]) else { continue }
            packets[place].keep(packet)
            latest = (packets[place], source)
            return packets[place]
        }
        return nil
    }
}
