/// The two application segments that tell how a JPEG is drawn, cut down to that.
///
/// JFIF's may hold a preview, and either may be followed by anything.
struct JPEGApplication {
    /// Five letters, version, unit and two densities; the preview's sides follow (ITU-T T.871, section 10.1).
    private static let jfif = (marker: 0xE0 as UInt8, word: Array("JFIF\0".utf8), count: 14)
    /// Five letters, version, two words of flags, the colour transform (ITU-T T.872, section 6.5.3).
    private static let adobe = (marker: 0xEE as UInt8, word: Array("Adobe".utf8), count: 12)

    private var seen: Set<UInt8> = []

    /// What is kept of a segment; nil for a second one and for those of others.
    mutating func head(_ marker: UInt8, _ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for kind in [Self.jfif, Self.adobe] where kind.marker == marker {
            guard segment.count >= kind.count, segment.starts(with: kind.word), seen.insert(marker).inserted else {
                return nil
            }
            // Where JFIF has the sides of its preview, there is none any more.
            return marker == Self.jfif.marker ? segment.prefix(kind.count - 2) + [0, 0] : segment.prefix(kind.count)
        }
        return nil
    }
}
