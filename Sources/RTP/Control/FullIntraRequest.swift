/// A receiver demands a key frame of named streams (RFC 5104, section 4.3.1), still in the datagram.
package struct FullIntraRequest: Hashable, Sendable {
    package let sources: FeedbackSources
    private let start: Int
    package let count: Int

    /// Bytes of an entry: source, command number, three reserved.
    static let entryLength = 8

    init?(parsing bytes: Span<UInt8>, header: RTCPHeader) {
        guard let sources = FeedbackSources(parsing: bytes, body: header.body) else { return nil }
        self.sources = sources
        start = header.body.lowerBound + FeedbackSources.length
        count = (header.body.upperBound - start) / Self.entryLength
        guard count > 0 else { return nil }
    }

    /// The stream and command number at an index below ``count``.
    ///
    /// A repeated number is a repeated request.
    /// - Parameter bytes: the datagram the packet was read from.
    package func entry(_ index: Int, in bytes: Span<UInt8>) -> (ssrc: SSRC, command: UInt8) {
        precondition(index >= 0 && index < count, "a request has no entry of this index")
        let offset = start + index * Self.entryLength
        return (SSRC(rawValue: bytes.uint32(at: offset)), bytes[offset + 4])
    }
}
