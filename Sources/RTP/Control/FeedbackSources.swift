/// The two sources at the head of every feedback packet (RFC 4585, section 6.1).
package struct FeedbackSources: Hashable, Sendable {
    /// Who reports.
    package var sender: SSRC
    /// The stream reported on; 0 where the packet names its streams further on.
    package var media: SSRC

    /// Bytes of both.
    static let length = 8

    package init(sender: SSRC, media: SSRC) {
        self.sender = sender
        self.media = media
    }

    init?(parsing bytes: Span<UInt8>, body: Range<Int>) {
        guard body.count >= Self.length else { return nil }
        sender = SSRC(rawValue: bytes.uint32(at: body.lowerBound))
        media = SSRC(rawValue: bytes.uint32(at: body.lowerBound + 4))
    }
}
