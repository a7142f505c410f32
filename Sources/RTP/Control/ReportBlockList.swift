/// The report blocks of a sender or receiver report, still in the datagram.
package struct ReportBlockList: Hashable, Sendable {
    private let start: Int
    package let count: Int

    static let empty = ReportBlockList(start: 0, count: 0)

    private init(start: Int, count: Int) {
        self.start = start
        self.count = count
    }

    /// Nil when the body is shorter than the header's count of blocks.
    init?(header: RTCPHeader, after fixed: Int) {
        start = header.body.lowerBound + fixed
        count = Int(header.count)
        guard start + count * ReportBlock.length <= header.body.upperBound else { return nil }
    }

    /// The block at an index below ``count``.
    ///
    /// - Parameter bytes: the datagram the list was read from.
    package func block(_ index: Int, in bytes: Span<UInt8>) -> ReportBlock {
        precondition(index >= 0 && index < count, "a report has no block of this index")
        return ReportBlock(reading: bytes, at: start + index * ReportBlock.length)
    }
}
