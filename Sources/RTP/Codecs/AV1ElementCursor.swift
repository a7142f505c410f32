/// Walks the OBU elements of one AV1 payload (AV1 RTP payload specification, section 4.3).
struct AV1ElementCursor {
    private var offset: Int
    private let end: Int
    private let declared: Int
    private var read = 0

    init(_ header: AV1AggregationHeader, payload: Range<Int>) {
        offset = payload.lowerBound + 1
        end = payload.upperBound
        declared = header.elementCount
    }

    /// Where the next element lies; nil at the end and where a length overruns the packet.
    mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
        guard offset < end, declared == 0 || read < declared else { return nil }
        read += 1
        // With W set, the last element has no length and fills the packet.
        let isLast = declared != 0 && read == declared
        guard isLast else { return lengthPrefixed(in: bytes) }
        defer { offset = end }
        return offset..<end
    }

    private mutating func lengthPrefixed(in bytes: Span<UInt8>) -> Range<Int>? {
        guard let length = LEB128.read(bytes, at: &offset, before: end), length <= end - offset else {
            offset = end
            return nil
        }
        defer { offset += length }
        return offset..<(offset + length)
    }
}
