/// Sources that have left (RFC 3550, section 6.6), still in the datagram.
package struct Goodbye: Hashable, Sendable {
    private let start: Int
    package let count: Int

    init?(header: RTCPHeader) {
        start = header.body.lowerBound
        count = Int(header.count)
        guard header.body.count >= 4 * count else { return nil }
    }

    /// The source at an index below ``count``.
    ///
    /// - Parameter bytes: the datagram the packet was read from.
    package func source(_ index: Int, in bytes: Span<UInt8>) -> SSRC {
        precondition(index >= 0 && index < count, "a goodbye has no source of this index")
        return SSRC(rawValue: bytes.uint32(at: start + 4 * index))
    }
}
