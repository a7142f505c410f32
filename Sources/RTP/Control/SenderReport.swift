/// A sender's clock and counts (RFC 3550, section 6.4.1).
package struct SenderReport: Hashable, Sendable {
    package var ssrc: SSRC
    package var ntp: NTPTime
    /// The same moment on the stream's own clock.
    package var timestamp: RTPTimestamp
    package var packetCount: UInt32
    /// Payload bytes, without headers and padding.
    package var octetCount: UInt32
    package var blocks: ReportBlockList

    /// Bytes of the body in front of the report blocks.
    static let fixedLength = 24

    /// A report without blocks, to be written.
    package init(ssrc: SSRC, ntp: NTPTime, timestamp: RTPTimestamp, packetCount: UInt32, octetCount: UInt32) {
        self.ssrc = ssrc
        self.ntp = ntp
        self.timestamp = timestamp
        self.packetCount = packetCount
        self.octetCount = octetCount
        blocks = .empty
    }

    init?(parsing bytes: Span<UInt8>, header: RTCPHeader) {
        let start = header.body.lowerBound
        guard header.body.count >= Self.fixedLength,
            let blocks = ReportBlockList(header: header, after: Self.fixedLength)
        else { return nil }
        ssrc = SSRC(rawValue: bytes.uint32(at: start))
        ntp = NTPTime(rawValue: bytes.uint64(at: start + 4))
        timestamp = RTPTimestamp(rawValue: bytes.uint32(at: start + 12))
        packetCount = bytes.uint32(at: start + 16)
        octetCount = bytes.uint32(at: start + 20)
        self.blocks = blocks
    }
}
