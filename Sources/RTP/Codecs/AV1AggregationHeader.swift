/// The byte in front of an AV1 payload (AV1 RTP payload specification, section 4.4).
package struct AV1AggregationHeader: Hashable, Sendable {
    /// Z: the first element continues one of the packet before.
    package var continuesElement: Bool
    /// Y: the last element goes on in the next packet.
    package var isContinued: Bool
    /// W: how many elements there are; 0 when each carries its length.
    package var elementCount: Int
    /// N: this packet opens a new coded video sequence, that is, a key frame.
    package var startsSequence: Bool

    @inlinable
    package init?(parsing bytes: Span<UInt8>, payload: Range<Int>) {
        guard payload.upperBound <= bytes.count, payload.count >= 2 else { return nil }
        let byte = bytes[payload.lowerBound]
        continuesElement = byte & 0x80 != 0
        isContinued = byte & 0x40 != 0
        elementCount = Int(byte >> 4 & 0x03)
        startsSequence = byte & 0x08 != 0
    }

    /// Whether the packet opens a key frame.
    ///
    /// A sequence may not begin in the middle of an element (section 4.4).
    @inlinable
    package var startsKeyFrame: Bool { startsSequence && !continuesElement }
}
