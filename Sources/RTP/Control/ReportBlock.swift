/// How one stream arrives at a receiver (RFC 3550, section 6.4.1).
package struct ReportBlock: Hashable, Sendable {
    /// The stream reported on.
    package var ssrc: SSRC
    /// Share lost since the last report, in 1/256.
    package var fractionLost: UInt8
    /// Packets lost in all, 24 bits signed: duplicates make it fall.
    package var cumulativeLost: Int32
    /// Highest sequence number seen, with the count of its cycles above.
    package var extendedHighestSequence: UInt32
    /// In ticks of the stream's clock.
    package var jitter: UInt32
    /// ``NTPTime/compact`` of the newest sender report; 0 when there was none.
    package var lastSenderReport: UInt32
    package var delaySinceLastSenderReport: CompactNTPSpan

    /// Bytes of a block.
    static let length = 24

    package init(
        ssrc: SSRC, fractionLost: UInt8, cumulativeLost: Int32, extendedHighestSequence: UInt32, jitter: UInt32,
        lastSenderReport: UInt32, delaySinceLastSenderReport: CompactNTPSpan
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.cumulativeLost = cumulativeLost
        self.extendedHighestSequence = extendedHighestSequence
        self.jitter = jitter
        self.lastSenderReport = lastSenderReport
        self.delaySinceLastSenderReport = delaySinceLastSenderReport
    }

    init(reading bytes: Span<UInt8>, at offset: Int) {
        ssrc = SSRC(rawValue: bytes.uint32(at: offset))
        let lost = bytes.uint32(at: offset + 4)
        fractionLost = UInt8(truncatingIfNeeded: lost >> 24)
        // Shifted up and down again, the sign of the 24 bits spreads.
        cumulativeLost = Int32(bitPattern: lost << 8) >> 8
        extendedHighestSequence = bytes.uint32(at: offset + 8)
        jitter = bytes.uint32(at: offset + 12)
        lastSenderReport = bytes.uint32(at: offset + 16)
        delaySinceLastSenderReport = CompactNTPSpan(rawValue: bytes.uint32(at: offset + 20))
    }

    /// Writes the block; a cumulative loss beyond 24 bits is held at their limits.
    func write(into bytes: inout MutableSpan<UInt8>, at offset: Int) {
        bytes.store(ssrc.rawValue, at: offset)
        let lost = UInt32(bitPattern: min(max(cumulativeLost, -0x80_0000), 0x7F_FFFF)) & 0xFF_FFFF
        bytes.store(UInt32(fractionLost) << 24 | lost, at: offset + 4)
        bytes.store(extendedHighestSequence, at: offset + 8)
        bytes.store(jitter, at: offset + 12)
        bytes.store(lastSenderReport, at: offset + 16)
        bytes.store(delaySinceLastSenderReport.rawValue, at: offset + 20)
    }
}
