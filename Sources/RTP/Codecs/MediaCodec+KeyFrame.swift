extension MediaCodec {
    /// Whether a packet opens a key frame: a receiver can begin to decode here.
    ///
    /// For H.264 a packet with parameters and one with the refresh slice both say yes, though they are of one frame:
    /// the first with a new timestamp is the opening. Sound has no key frames.
    /// - Parameter payload: where the RTP payload lies in the packet.
    package func startsKeyFrame(_ bytes: Span<UInt8>, payload: Range<Int>) -> Bool {
        switch self {
        case .vp8:
            return VP8PayloadDescriptor(parsing: bytes, payload: payload)?.startsKeyFrame(in: bytes) ?? false
        case .vp9:
            return VP9PayloadDescriptor(parsing: bytes, payload: payload)?.startsKeyFrame ?? false
        case .h264:
            var units = H264UnitCursor(bytes, payload: payload)
            while let unit = units.next(in: bytes) {
                if unit.kind == .instantaneousRefresh || unit.kind == .sequenceParameters { return true }
            }
            return false
        case .av1:
            return AV1AggregationHeader(parsing: bytes, payload: payload)?.startsKeyFrame ?? false
        case .opus:
            return false
        }
    }

    /// The picture's size, where a packet says it: at the head of a key frame.
    ///
    /// - Parameter payload: where the RTP payload lies in the packet.
    package func pictureSize(_ bytes: Span<UInt8>, payload: Range<Int>) -> PictureSize? {
        switch self {
        case .vp8:
            return VP8PayloadDescriptor(parsing: bytes, payload: payload)?.pictureSize(in: bytes, payload: payload)
        case .vp9:
            return VP9PayloadDescriptor(parsing: bytes, payload: payload)?.pictureSize(in: bytes, payload: payload)
        case .h264:
            return Self.sizeInParameters(bytes, payload: payload)
        case .av1:
            return Self.sizeInSequenceHeader(bytes, payload: payload)
        case .opus:
            return nil
        }
    }

    /// The size of the lowest of several spatial layers, where a packet says it: at the head of a VP9 key frame.
    ///
    /// The structure that tells the greatest may be absent, or tell of layers that are not sent.
    /// - Parameter payload: where the RTP payload lies in the packet.
    package func baseSize(_ bytes: Span<UInt8>, payload: Range<Int>) -> PictureSize? {
        guard self == .vp9, let descriptor = VP9PayloadDescriptor(parsing: bytes, payload: payload),
            descriptor.startsKeyFrame, descriptor.spatialLayer != nil
        else { return nil }
        return VP9FrameHeader.keyFrameSize(in: bytes, range: descriptor.end..<payload.upperBound)
    }

    private static func sizeInParameters(_ bytes: Span<UInt8>, payload: Range<Int>) -> PictureSize? {
        var units = H264UnitCursor(bytes, payload: payload)
        while let unit = units.next(in: bytes) {
            guard unit.kind == .sequenceParameters else { continue }
            return H264SequenceParameters.pictureSize(in: bytes, range: unit.body)
        }
        return nil
    }

    private static func sizeInSequenceHeader(_ bytes: Span<UInt8>, payload: Range<Int>) -> PictureSize? {
        guard let header = AV1AggregationHeader(parsing: bytes, payload: payload), header.startsKeyFrame else {
            return nil
        }
        var elements = AV1ElementCursor(header, payload: payload)
        while let element = elements.next(in: bytes) {
            if let size = AV1SequenceHeader.pictureSize(in: bytes, element: element) { return size }
        }
        return nil
    }
}
