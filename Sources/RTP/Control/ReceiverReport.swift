/// A receiver's view of the streams it gets (RFC 3550, section 6.4.2).
package struct ReceiverReport: Hashable, Sendable {
    /// Who reports.
    package var ssrc: SSRC
    package var blocks: ReportBlockList

    init?(parsing bytes: Span<UInt8>, header: RTCPHeader) {
        guard header.body.count >= 4, let blocks = ReportBlockList(header: header, after: 4) else { return nil }
        ssrc = SSRC(rawValue: bytes.uint32(at: header.body.lowerBound))
        self.blocks = blocks
    }
}
