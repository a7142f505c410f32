/// A receiver asks for a key frame (RFC 4585, section 6.3.1).
package struct PictureLossIndication: Hashable, Sendable {
    package let sources: FeedbackSources

    init?(parsing bytes: Span<UInt8>, header: RTCPHeader) {
        guard let sources = FeedbackSources(parsing: bytes, body: header.body) else { return nil }
        self.sources = sources
    }
}
