/// The descriptor in front of a VP9 payload, flexible and non-flexible mode (RFC 9628, section 4.2).
package struct VP9PayloadDescriptor: Hashable, Sendable {
    /// The P bit: the frame refers to earlier pictures.
    package var isInterPredicted: Bool
    package var isFlexible: Bool
    package var startsFrame: Bool
    package var endsFrame: Bool
    /// The Z bit: not a reference for higher spatial layers.
    package var isNotReferenceForUpperLayers: Bool
    package var pictureID: PictureID?
    package var temporalLayer: UInt8?
    /// Whether a receiver may switch up to this temporal layer here (the U bit).
    package var isSwitchingUpPoint: Bool
    package var spatialLayer: UInt8?
    package var usesInterLayerPrediction: Bool
    /// TL0PICIDX; only non-flexible mode has it.
    package var temporalLayerZeroIndex: UInt8?
    package var scalability: VP9ScalabilityStructure?
    /// Where the VP9 bytes begin.
    package var end: Int

    /// Parses the descriptor at the payload's start; nil when it is cut off.
    ///
    /// - Parameter payload: where the RTP payload lies in the packet.
    package init?(parsing bytes: Span<UInt8>, payload: Range<Int>) {
        guard payload.upperBound <= bytes.count, !payload.isEmpty else { return nil }
        let limit = payload.upperBound
        var offset = payload.lowerBound
        let first = bytes[offset]
        offset += 1
        isInterPredicted = first & 0x40 != 0
        isFlexible = first & 0x10 != 0
        startsFrame = first & 0x08 != 0
        endsFrame = first & 0x04 != 0
        isNotReferenceForUpperLayers = first & 0x01 != 0
        isSwitchingUpPoint = false
        usesInterLayerPrediction = false

        if first & 0x80 != 0 {
            guard let id = PictureID(parsing: bytes, at: offset, before: limit) else { return nil }
            pictureID = id
            offset += id.length
        }
        if first & 0x20 != 0 {
            guard offset < limit else { return nil }
            let layers = bytes[offset]
            offset += 1
            temporalLayer = layers >> 5
            isSwitchingUpPoint = layers & 0x10 != 0
            spatialLayer = layers >> 1 & 0x07
            usesInterLayerPrediction = layers & 0x01 != 0
            if !isFlexible {
                guard offset < limit else { return nil }
                temporalLayerZeroIndex = bytes[offset]
                offset += 1
            }
        }
        if isFlexible, isInterPredicted {
            guard let behind = Self.endOfReferences(in: bytes, at: offset, before: limit) else { return nil }
            offset = behind
        }
        if first & 0x02 != 0 {
            guard let structure = VP9ScalabilityStructure(parsing: bytes, at: offset, before: limit) else { return nil }
            scalability = structure
            offset = structure.end
        }
        guard offset < limit else { return nil }
        end = offset
    }

    /// The greatest number of reference indices a frame may list (RFC 9628, section 4.2).
    private static let mostReferences = 3

    /// Passes over the P_DIFF list; nil when it is cut off or too long.
    private static func endOfReferences(in bytes: Span<UInt8>, at start: Int, before limit: Int) -> Int? {
        for index in 0..<mostReferences {
            guard start + index < limit else { return nil }
            if bytes[start + index] & 0x01 == 0 { return start + index + 1 }
        }
        return nil
    }

    /// Whether the packet opens a key frame.
    ///
    /// It is then the first of a base layer frame that refers to nothing.
    package var startsKeyFrame: Bool {
        startsFrame && !isInterPredicted && (spatialLayer ?? 0) == 0
    }

    /// The greatest spatial layer's size, from the structure or else from the key frame's own head.
    package func pictureSize(in bytes: Span<UInt8>, payload: Range<Int>) -> PictureSize? {
        if let size = scalability?.greatestSize { return size }
        guard startsKeyFrame else { return nil }
        return VP9FrameHeader.keyFrameSize(in: bytes, range: end..<payload.upperBound)
    }
}
