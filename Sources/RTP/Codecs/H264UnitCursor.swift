/// Walks the NAL units that begin in one H.264 payload (RFC 6184, section 5.2).
///
/// Single units, STAP-A and the first fragment of FU-A; later fragments begin no unit, and the packet types of
/// interleaved mode, which WebRTC does not use, are passed over.
package struct H264UnitCursor: Sendable {
    private static let aggregation: UInt8 = 24
    private static let fragment: UInt8 = 28

    private var offset: Int
    private let end: Int
    private var isAggregate = false
    private var pending: H264Unit?

    /// - Parameter payload: where the RTP payload lies in the packet.
    package init(_ bytes: Span<UInt8>, payload: Range<Int>) {
        offset = payload.upperBound
        end = payload.upperBound
        guard end <= bytes.count, !payload.isEmpty else { return }
        let head = H264UnitKind(lowBitsOf: bytes[payload.lowerBound])
        let behind = payload.lowerBound + 1
        switch head.rawValue {
        case 1...23:
            pending = H264Unit(kind: head, body: behind..<end)
        case Self.aggregation:
            isAggregate = true
            offset = behind
        case Self.fragment where behind < end && bytes[behind] & 0x80 != 0:
            pending = H264Unit(kind: H264UnitKind(lowBitsOf: bytes[behind]), body: (behind + 1)..<end)
        default:
            break
        }
    }

    /// The next unit that begins in the packet.
    package mutating func next(in bytes: Span<UInt8>) -> H264Unit? {
        if let unit = pending {
            pending = nil
            return unit
        }
        guard isAggregate, end - offset >= 3 else { return nil }
        let length = Int(bytes.uint16(at: offset))
        let start = offset + 2
        guard length >= 1, length <= end - start else {
            isAggregate = false
            return nil
        }
        offset = start + length
        return H264Unit(kind: H264UnitKind(lowBitsOf: bytes[start]), body: (start + 1)..<offset)
    }
}
