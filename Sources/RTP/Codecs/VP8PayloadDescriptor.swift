/// The descriptor in front of a VP8 payload (RFC 7741, section 4.2).
package struct VP8PayloadDescriptor: Hashable, Sendable {
    /// Whether this packet opens a frame: first packet of the first partition.
    package var startsFrame: Bool
    package var isNonReference: Bool
    package var pictureID: PictureID?
    /// TL0PICIDX and where it lies.
    package var temporalLayerZeroIndex: UInt8?
    @usableFromInline var temporalLayerZeroOffset: Int
    package var temporalLayer: UInt8?
    /// Whether a receiver may switch up to this packet's temporal layer here (the Y bit).
    package var isLayerSync: Bool
    /// Where the VP8 bytes begin.
    package var end: Int

    /// Parses the descriptor at the payload's start; nil when it is cut off.
    ///
    /// - Parameter payload: where the RTP payload lies in the packet.
    @inlinable
    package init?(parsing bytes: Span<UInt8>, payload: Range<Int>) {
        guard payload.upperBound <= bytes.count, !payload.isEmpty else { return nil }
        var offset = payload.lowerBound
        let first = bytes[offset]
        offset += 1
        startsFrame = first & 0x17 == 0x10
        isNonReference = first & 0x20 != 0
        pictureID = nil
        temporalLayerZeroIndex = nil
        temporalLayerZeroOffset = 0
        temporalLayer = nil
        isLayerSync = false

        if first & 0x80 != 0 {
            guard offset < payload.upperBound else { return nil }
            let present = bytes[offset]
            offset += 1
            if present & 0x80 != 0 {
                guard let id = PictureID(parsing: bytes, at: offset, before: payload.upperBound) else { return nil }
                pictureID = id
                offset += id.length
            }
            if present & 0x40 != 0 {
                guard offset < payload.upperBound else { return nil }
                temporalLayerZeroIndex = bytes[offset]
                temporalLayerZeroOffset = offset
                offset += 1
            }
            if present & 0x30 != 0 {
                guard offset < payload.upperBound else { return nil }
                if present & 0x20 != 0 {
                    temporalLayer = bytes[offset] >> 6
                    isLayerSync = bytes[offset] & 0x20 != 0
                }
                offset += 1
            }
        }
        // A descriptor without a frame behind it is a packet cut off.
        guard offset < payload.upperBound else { return nil }
        end = offset
    }

    /// Whether the packet opens a key frame.
    ///
    /// The P bit of the frame tag is then clear (RFC 6386, section 9.1).
    @inlinable
    package func startsKeyFrame(in bytes: Span<UInt8>) -> Bool {
        startsFrame && bytes[end] & 0x01 == 0
    }

    /// Width and height from a key frame's head; nil elsewhere.
    package func pictureSize(in bytes: Span<UInt8>, payload: Range<Int>) -> PictureSize? {
        guard payload.upperBound - end >= 10, startsKeyFrame(in: bytes) else { return nil }
        guard bytes[end + 3] == 0x9D, bytes[end + 4] == 0x01, bytes[end + 5] == 0x2A else { return nil }
        // Little-endian, fourteen bits each; the upper two are the scaling (RFC 6386, section 9.1).
        let width = UInt16(bytes[end + 6]) | UInt16(bytes[end + 7] & 0x3F) << 8
        let height = UInt16(bytes[end + 8]) | UInt16(bytes[end + 9] & 0x3F) << 8
        return PictureSize(width: width, height: height)
    }

    /// Writes another TL0PICIDX over the packet's; does nothing where it has none.
    @inlinable
    package func overwriteTemporalLayerZeroIndex(_ index: UInt8, in bytes: inout MutableSpan<UInt8>) {
        guard temporalLayerZeroIndex != nil else { return }
        bytes[temporalLayerZeroOffset] = index
    }
}
