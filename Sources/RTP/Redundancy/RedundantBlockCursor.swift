/// Walks the blocks of one payload of sound with earlier packets in it (RFC 2198, section 3): its own comes last.
///
/// A plain value: offsets into the packet it was made from, no bytes of it.
package struct RedundantBlockCursor: Sendable {
    package enum Limit {
        /// Earlier blocks of one payload; libwebrtc writes one, and nine at most.
        package static let earlier = 9
        /// RFC 2198, section 3: F, 7 bits of type, 14 of time, 10 of length; the last has F and type alone.
        static let head = 4
        static let lastHead = 1
    }

    /// The next block's header, and its payload.
    private var head: Int
    private var body: Int
    private var left: Int
    private let end: Int

    /// Checks the whole payload; nil where headers or blocks do not fit into it, or are too many.
    ///
    /// - Parameter payload: where the RTP payload lies in the packet, without padding.
    package init?(_ bytes: Span<UInt8>, payload: Range<Int>) {
        guard payload.upperBound <= bytes.count else { return nil }
        var offset = payload.lowerBound
        var earlier = 0
        var length = 0
        while offset < payload.upperBound, bytes[offset] & 0x80 != 0 {
            guard earlier < Limit.earlier, payload.upperBound - offset >= Limit.head else { return nil }
            length += Int(bytes.uint16(at: offset + 2) & 0x3FF)
            offset += Limit.head
            earlier += 1
        }
        guard offset < payload.upperBound else { return nil }
        body = offset + Limit.lastHead
        guard length <= payload.upperBound - body else { return nil }
        head = payload.lowerBound
        left = earlier + 1
        end = payload.upperBound
    }

    /// The next block, as the sender wrote them: the oldest first.
    ///
    /// - Parameter bytes: the packet that the cursor was made from.
    package mutating func next(in bytes: Span<UInt8>) -> RedundantBlock? {
        guard left > 0 else { return nil }
        left -= 1
        let type = PayloadType(lowBitsOf: bytes[head])
        guard left > 0 else { return RedundantBlock(payloadType: type, offset: 0, distance: 0, payload: body..<end) }
        let word = bytes.uint32(at: head)
        let length = Int(word & 0x3FF)
        defer {
            head += Limit.head
            body += length
        }
        return RedundantBlock(
            payloadType: type, offset: Int(word >> 10 & 0x3FFF), distance: left, payload: body..<(body + length))
    }
}
