/// The layers of a VP9 stream as a key frame announces them (RFC 9628, section 4.2.1).
package struct VP9ScalabilityStructure: Hashable, Sendable {
    package var spatialLayers: Int
    /// The size of the highest layer, when sizes are given.
    package var greatestSize: PictureSize?
    /// Where the bytes behind the structure begin.
    package var end: Int

    init?(parsing bytes: Span<UInt8>, at start: Int, before limit: Int) {
        guard start < limit else { return nil }
        let head = bytes[start]
        var offset = start + 1
        spatialLayers = Int(head >> 5) + 1
        if head & 0x10 != 0 {
            guard limit - offset >= 4 * spatialLayers else { return nil }
            offset += 4 * spatialLayers
            greatestSize = PictureSize(width: bytes.uint16(at: offset - 4), height: bytes.uint16(at: offset - 2))
        }
        if head & 0x08 != 0 {
            guard offset < limit else { return nil }
            let pictures = Int(bytes[offset])
            offset += 1
            for _ in 0..<pictures {
                guard offset < limit else { return nil }
                offset += 1 + Int(bytes[offset] >> 2 & 0x03)
            }
        }
        guard offset <= limit else { return nil }
        end = offset
    }
}
