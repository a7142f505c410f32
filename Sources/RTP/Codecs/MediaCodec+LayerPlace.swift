extension MediaCodec {
    /// The layer a packet belongs to, as its payload tells it.
    ///
    /// A payload that says nothing of layers, or is broken, is of the lowest ones. So is an AV1 packet that only goes
    /// on with an element: the layers of AV1 are told for every packet by ``DependencyDescriptorReader`` alone.
    /// - Parameters:
    ///   - payload: where the RTP payload lies in the packet.
    ///   - marker: the marker bit of the packet's header; it ends the frame where the payload does not tell.
    package func layerPlace(_ bytes: Span<UInt8>, payload: Range<Int>, marker: Bool) -> LayerPlace {
        switch self {
        case .vp8:
            guard let descriptor = VP8PayloadDescriptor(parsing: bytes, payload: payload) else { break }
            return LayerPlace(
                temporal: descriptor.temporalLayer ?? 0, isSwitchPoint: descriptor.isLayerSync, endsFrame: marker)
        case .vp9:
            guard let descriptor = VP9PayloadDescriptor(parsing: bytes, payload: payload) else { break }
            return LayerPlace(
                spatial: descriptor.spatialLayer ?? 0, temporal: descriptor.temporalLayer ?? 0,
                isSwitchPoint: descriptor.isSwitchingUpPoint, endsFrame: descriptor.endsFrame)
        case .av1:
            guard let header = AV1AggregationHeader(parsing: bytes, payload: payload) else { break }
            return Self.placeInExtension(bytes, header, payload: payload, marker: marker)
        case .h264, .opus:
            break
        }
        return LayerPlace(endsFrame: marker)
    }

    /// By the first OBU with an extension in its header (AV1 specification, sections 5.3.2 and 5.3.3).
    private static func placeInExtension(
        _ bytes: Span<UInt8>, _ header: AV1AggregationHeader, payload: Range<Int>, marker: Bool
    ) -> LayerPlace {
        var elements = AV1ElementCursor(header, payload: payload)
        // An element that was begun in another packet has its header there.
        var isContinuation = header.continuesElement
        while let element = elements.next(in: bytes) {
            defer { isContinuation = false }
            guard !isContinuation, element.count >= 2, bytes[element.lowerBound] & 0x04 != 0 else { continue }
            let layers = bytes[element.lowerBound + 1]
            return LayerPlace(spatial: layers >> 3 & 0x03, temporal: layers >> 5, endsFrame: marker)
        }
        return LayerPlace(endsFrame: marker)
    }
}
