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

    fileprivate func keep(_ packet: Publisher.Incoming) {
        memory.copyMemory(from: packet.payload.baseAddress ?? UnsafeRawPointer(memory), byteCount: packet.payload.count)
        incoming = packet
        incoming?.payload = UnsafeRawBufferPointer(start: memory, count: packet.payload.count)
    }
}

/// The packets that a worker has for others, made once and used again.
final class RelayedPackets {
    enum Limit {
        /// Packets that others may hold at once; 6 MB.
        static let packets = 4_096
    }

    private var packets: [RelayedPacket] = []
    private var next = 0

    /// A copy of a packet that others may read; nil where they hold all there are, or it is longer than any track keeps.
    func copy(of packet: Publisher.Incoming) -> RelayedPacket? {
        guard packet.payload.count <= PacketHistory.Limit.payload else { return nil }
        if packets.isEmpty { packets = (0..<Limit.packets).map { _ in RelayedPacket() } }
        guard isKnownUniquelyReferenced(&packets[next]) else { return nil }
        defer { next = next + 1 < packets.count ? next + 1 : 0 }
        packets[next].keep(packet)
        return packets[next]
    }
}
