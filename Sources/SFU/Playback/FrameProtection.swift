internal import RTP

/// Makes packets from which a lost one of a few can be computed: FlexFEC with the exclusive or of whole groups.
///
/// Source: draft-ietf-payload-flexible-fec-scheme-03, which browsers speak, with its flexible mask of 15 bits. Numbers of the
/// transport are taken as zero, as receivers take them.
final class FrameProtection {
    enum Limit {
        /// Packets that the short mask tells of.
        static let span: Int64 = 15
        /// Bytes of the header: fixed part, one source, base and mask.
        static let header = 20
        /// Everything behind the fixed header of the longest packet.
        static let body = 1_536
    }

    /// The exclusive or of everything behind the fixed headers.
    private let body: UnsafeMutableRawPointer
    private(set) var length = 0
    private var base: Int64 = 0
    private var mask: UInt16 = 0
    private(set) var count = 0
    /// The exclusive or of the first two bytes, the lengths and the timestamps.
    private var first: UInt16 = 0
    private var lengths: UInt16 = 0
    private var timestamps: UInt32 = 0

    init() {
        body = .allocate(byteCount: Limit.body, alignment: 16)
        body.initializeMemory(as: UInt8.self, repeating: 0, count: Limit.body)
    }

    deinit {
        body.deallocate()
    }

    /// Whether a packet with this number can join the group.
    func takes(_ number: Int64, length: Int) -> Bool {
        length <= Limit.body && (count == 0 || number >= base && number - base < Limit.span)
    }

    /// Takes a packet that is about to be sealed.
    ///
    /// - Parameters:
    ///   - header: its header; where the transport's number stands is told by `transportNumber`.
    ///   - number: on the viewer's line.
    func add(
        header: UnsafeRawBufferPointer, transportNumber: Range<Int>?, payload: UnsafeRawBufferPointer, number: Int64
    ) {
        if count == 0 { base = number }
        mask |= 0x4000 >> UInt16(number - base)
        count += 1
        first ^= UInt16(bigEndian: header.loadUnaligned(as: UInt16.self))
        timestamps ^= UInt32(bigEndian: header.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        let extensions = header.count - PacketHeader.fixedLength
        lengths ^= UInt16(truncatingIfNeeded: extensions + payload.count)
        for position in PacketHeader.fixedLength..<header.count where transportNumber?.contains(position) != true {
            let room = body + (position - PacketHeader.fixedLength)
            room.storeBytes(of: room.load(as: UInt8.self) ^ header[position], as: UInt8.self)
        }
        join(payload, at: body + extensions)
        length = max(length, extensions + payload.count)
    }

    private func join(_ payload: UnsafeRawBufferPointer, at room: UnsafeMutableRawPointer) {
        var position = 0
        while position + 8 <= payload.count {
            let joined =
                room.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                ^ payload.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            room.storeBytes(of: joined, toByteOffset: position, as: UInt64.self)
            position += 8
        }
        while position < payload.count {
            let joined = room.load(fromByteOffset: position, as: UInt8.self) ^ payload[position]
            room.storeBytes(of: joined, toByteOffset: position, as: UInt8.self)
            position += 1
        }
    }

    /// Writes what repairs the group of the stream `source`, and begins anew; the bytes written.
    func write(for source: SSRC, to room: UnsafeMutableRawPointer) -> Int {
        // The first two bits say that it is no retransmission and has a mask; the receiver knows the version.
        room.storeBytes(of: (first & 0x3FFF).bigEndian, as: UInt16.self)
        room.storeBytes(of: lengths.bigEndian, toByteOffset: 2, as: UInt16.self)
        room.storeBytes(of: timestamps.bigEndian, toByteOffset: 4, as: UInt32.self)
        room.storeBytes(of: (0x0100_0000 as UInt32).bigEndian, toByteOffset: 8, as: UInt32.self)
        room.storeBytes(of: source.rawValue.bigEndian, toByteOffset: 12, as: UInt32.self)
        room.storeBytes(of: UInt16(truncatingIfNeeded: base).bigEndian, toByteOffset: 16, as: UInt16.self)
        // The first bit ends the mask.
        room.storeBytes(of: (0x8000 | mask).bigEndian, toByteOffset: 18, as: UInt16.self)
        (room + Limit.header).copyMemory(from: body, byteCount: length)
        let written = Limit.header + length
        reset()
        return written
    }

    /// Begins anew.
    func reset() {
        body.initializeMemory(as: UInt8.self, repeating: 0, count: length)
        (length, count, mask, first, lengths, timestamps) = (0, 0, 0, 0, 0, 0)
    }
}
