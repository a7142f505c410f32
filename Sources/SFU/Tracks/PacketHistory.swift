internal import RTP

/// The latest packets of a track, found by their index.
///
/// A ring over one block of memory made once: storing and finding allocate nothing. It answers retransmission
/// requests and feeds those who join.
final class PacketHistory {
    enum Limit {
        /// Longest payload kept, with its descriptor; longer packets cannot come through an Ethernet anyway.
        static let payload = 1_472
        /// Packets of video kept: 26 s at 1,500 kbit/s, 6 s at 6,000 kbit/s.
        ///
        /// OBS sends a key frame every 8 s.
        static let videoPackets = 4_096
        /// 256 packets of sound: 5 s.
        static let audioPackets = 256
    }

    private let capacity: Int
    private let slots: UnsafeMutablePointer<StoredPacket>
    private let payloads: UnsafeMutableRawPointer
    /// Made when a packet brings the first.
    private var descriptors: UnsafeMutablePointer<KeptDescriptor>?

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
        descriptors?.deallocate()
    }

    /// Keeps a packet in place of the one `capacity` before it.
    func store(_ packet: StoredPacket, payload: UnsafeRawBufferPointer, descriptor: KeptDescriptor? = nil) {
        let slot = Int(truncatingIfNeeded: packet.index) & (capacity - 1)
        slots[slot] = packet
        if let descriptor, descriptor.length + payload.count <= Limit.payload {
            let descriptors = descriptors ?? .allocate(capacity: capacity)
            self.descriptors = descriptors
            (descriptors + slot).initialize(to: descriptor)
            slots[slot].isDescribed = true
        }
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

    /// The dependency descriptor of a packet that is kept; nil where it has none.
    func descriptor(of packet: UnsafePointer<StoredPacket>) -> UnsafePointer<KeptDescriptor>? {
        guard packet.pointee.isDescribed, let descriptors else { return nil }
        return UnsafePointer(descriptors + (Int(truncatingIfNeeded: packet.pointee.index) & (capacity - 1)))
    }

    /// Lengthens a packet with RTP padding (RFC 3550, section 5.1) to `length` bytes of payload, before it is first sent.
    ///
    /// Packets of one length leave in one burst, and libwebrtc cuts frames into packets that differ by a byte.
    func pad(_ packet: UnsafePointer<StoredPacket>, to length: Int) {
        let slot = packet - UnsafePointer(slots)
        let padding = length - Int(slots[slot].payloadLength)
        guard !slots[slot].isSettled, (1...255).contains(padding), length <= Limit.payload else { return }
        let end = payloads + slot * Limit.payload + length
        (end - padding).initializeMemory(as: UInt8.self, repeating: 0, count: padding)
        (end - 1).storeBytes(of: UInt8(padding), as: UInt8.self)
        slots[slot].payloadLength = UInt16(length)
        slots[slot].isPadded = true
    }

    /// Notes that a packet is about to be sent for the first time, with so many before it.
    func settle(_ packet: UnsafePointer<StoredPacket>, companions: Int = 0) {
        let slot = packet - UnsafePointer(slots)
        guard !slots[slot].isSettled else { return }
        slots[slot].companions = UInt8(companions)
        slots[slot].isSettled = true
    }

    /// The oldest index that can still be there when `newest` was stored last.
    func oldestIndex(newest: Int64) -> Int64 {
        max(0, newest - Int64(capacity) + 1)
    }
}
