/// The common head of an RTCP packet (RFC 3550, section 6.4.1), and where its body lies.
package struct RTCPHeader: Hashable, Sendable {
    /// The five bits behind version and padding: a count of items, or a feedback format.
    package var count: UInt8
    package var kind: RTCPKind
    /// What follows the four head bytes, without padding.
    package var body: Range<Int>
    /// Where the next packet of the compound begins.
    package var end: Int

    /// Bytes of the head.
    package static let length = 4

    /// Nil when the bytes from the offset on are not a whole RTCP packet.
    init?(parsing bytes: Span<UInt8>, at offset: Int) {
        guard offset >= 0, bytes.count - offset >= Self.length else { return nil }
        let first = bytes[offset]
        guard first >> 6 == 2 else { return nil }
        count = first & 0x1F
        kind = RTCPKind(rawValue: bytes[offset + 1])
        end = offset + 4 * (Int(bytes.uint16(at: offset + 2)) + 1)
        guard end <= bytes.count else { return nil }
        let start = offset + Self.length
        var padding = 0
        if first & 0x20 != 0 {
            guard start < end else { return nil }
            padding = Int(bytes[end - 1])
            guard padding > 0, padding <= end - start else { return nil }
        }
        body = start..<(end - padding)
    }
}
