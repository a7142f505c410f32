internal import RTP

/// The latest packets of a track, found by their index.
///
/// A ring over one block of memory made once: storing and finding allocate nothing. It answers retransmission
/// requests and feeds those who join.
final class PacketHistory {
    enum Limit {
        /// Longest payload kept; longer packets cannot come through an Ethernet anyway.
        static let payload = 1_472
        /// 2,048 packets of video: 13 s at 1.5 Mbps, 2 s at 10 Mbps.
        static let videoPackets = 2_048
        /// 256 packets of sound: 5 s.
        static let audioPackets = 256
    }

    private let capacity: Int
    private let slots: UnsafeMutablePointer<StoredPacket>
    private let payloads: UnsafeMutableRawPointer

    init(capacity: Int) {
        precondition(capacity.nonzeroBitCount == 1, "A ring's capacity is a power of two")
        self.capacity = capacity
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: StoredPacket(), count: capacity)
        payloads = .allocate(byteCount: capacity * Limit.payload, alignment: 64)
    }

    deinit {
        slots.deallocate()
        payloads.deallocate()
    }

    /// Keeps a packet in place of the one `capacity` before it.
    func store(_ packet: StoredPacket, payload: UnsafeRawBufferPointer) {
        let slot = Int(truncatingIfNeeded: packet.index) & (capacity - 1)
        slots[slot] = packet
        let room = UnsafeMutableRawBufferPointer(start: payloads + slot * Limit.payload, count: Limit.payload)
        room.copyMemory(from: payload)
    }

    /// The packet with that index, while it is kept.
    @inline(__always)
    func packet(at index: Int64) -> UnsafePointer<StoredPacket>? {
        guard index >= 0 else { return nil }
        let slot = slots + (Int(truncatingIfNeeded: index) & (capacity - 1))
        return slot.pointee.index == index ? UnsafePointer(slot) : nil
    }

    /// The payload of a packet that ``packet(at:)`` gave.
    @inline(__always)
    func payload(of packet: UnsafePointer<StoredPacket>) -> UnsafeRawBufferPointer {
        let slot = packet - UnsafePointer(slots)
        return UnsafeRawBufferPointer(
            start: payloads + slot * Limit.payload, count: Int(packet.pointee.payloadLength))
    }

    /// The oldest index that can still be there when `newest` was stored last.
    func oldestIndex(newest: Int64) -> Int64 {
        max(0, newest - Int64(capacity) + 1)
    }
}
