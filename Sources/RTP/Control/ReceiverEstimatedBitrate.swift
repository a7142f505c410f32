/// The bitrate a receiver believes the path carries: REMB (draft-alvestrand-rmcat-remb-03).
package struct ReceiverEstimatedBitrate: Hashable, Sendable {
    package let sender: SSRC
    package let bitrate: Bitrate
    private let start: Int
    package let count: Int

    /// "REMB", by which the draft's packets are told from other application feedback.
    static let identifier: UInt32 = 0x5245_4D42
    /// Bytes of the body in front of the list of streams.
    static let fixedLength = 16

    /// Nil also for application feedback of another kind.
    init?(parsing bytes: Span<UInt8>, header: RTCPHeader) {
        let body = header.body
        guard body.count >= Self.fixedLength, bytes.uint32(at: body.lowerBound + 8) == Self.identifier else {
            return nil
        }
        let packed = bytes.uint32(at: body.lowerBound + 12)
        count = Int(packed >> 24)
        start = body.lowerBound + Self.fixedLength
        guard start + 4 * count <= body.upperBound else { return nil }
        sender = SSRC(rawValue: bytes.uint32(at: body.lowerBound))
        // Six bits of exponent over eighteen of mantissa can pass 64 bits: then it is as good as unlimited.
        let exponent = packed >> 18 & 0x3F
        let mantissa = UInt64(packed & 0x3_FFFF)
        let fits = mantissa == 0 || mantissa.leadingZeroBitCount >= Int(exponent)
        bitrate = Bitrate(bitsPerSecond: fits ? mantissa << UInt64(exponent) : .max)
    }

    /// The stream at an index below ``count``.
    ///
    /// - Parameter bytes: the datagram the packet was read from.
    package func source(_ index: Int, in bytes: Span<UInt8>) -> SSRC {
        precondition(index >= 0 && index < count, "an estimate has no stream of this index")
        return SSRC(rawValue: bytes.uint32(at: start + 4 * index))
    }
}
