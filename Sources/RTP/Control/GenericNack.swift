/// Packets a receiver misses and wants again (RFC 4585, section 6.2.1), still in the datagram.
package struct GenericNack: Hashable, Sendable {
    package let sources: FeedbackSources
    private let entries: Range<Int>

    init?(parsing bytes: Span<UInt8>, header: RTCPHeader) {
        guard let sources = FeedbackSources(parsing: bytes, body: header.body) else { return nil }
        self.sources = sources
        entries = (header.body.lowerBound + FeedbackSources.length)..<header.body.upperBound
        guard !entries.isEmpty, entries.count % 4 == 0 else { return nil }
    }

    /// Calls with each missing number, in the packet's order.
    ///
    /// - Parameter bytes: the datagram the packet was read from.
    package func forEachMissing(in bytes: Span<UInt8>, _ visit: (SequenceNumber) -> Void) {
        for offset in stride(from: entries.lowerBound, to: entries.upperBound, by: 4) {
            let first = SequenceNumber(rawValue: bytes.uint16(at: offset))
            visit(first)
            var mask = bytes.uint16(at: offset + 2)
            while mask != 0 {
                visit(first.advanced(by: mask.trailingZeroBitCount + 1))
                mask &= mask - 1
            }
        }
    }
}
