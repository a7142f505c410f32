/// Walks the packets of one RTCP datagram, compound or reduced-size (RFC 3550, RFC 5506).
///
/// Nothing is allocated; lists stay in the datagram and are read through their views.
package struct RTCPReader: Sendable {
    private var offset = 0

    package init() {}

    /// The next packet; nil at the end, and where the rest is no RTCP.
    ///
    /// - Parameter bytes: the whole datagram, decrypted; the same at every call.
    package mutating func next(in bytes: Span<UInt8>) -> RTCPPacket? {
        guard let header = RTCPHeader(parsing: bytes, at: offset) else { return nil }
        offset = header.end
        return RTCPPacket(header, in: bytes)
    }

    /// Whether the walk used up the datagram; false after `next` said nil means a broken rest.
    package func isAtEnd(of bytes: Span<UInt8>) -> Bool {
        offset == bytes.count
    }
}
