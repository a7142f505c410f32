/// Which way is up: the one word of a camera's metadata that is needed to draw its picture (Exif 2.32, tag 0x0112).
enum ExifOrientation {
    private static let head = Array("Exif\0\0".utf8)
    private static let tag = 0x0112

    /// The orientation, 1–8, that an APP1 segment tells; nil when it tells none.
    static func read(_ segment: ArraySlice<UInt8>) -> Int? {
        guard segment.starts(with: head) else { return nil }
        let tiff = Array(segment.dropFirst(head.count))
        guard tiff.count >= 8 else { return nil }
        let isBig = tiff.starts(with: "MM".utf8)
        guard isBig || tiff.starts(with: "II".utf8) else { return nil }
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            return isBig ? tiff[at..<at + count].bigEndian : tiff[at..<at + count].littleEndian
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<entries {
            let at = directory + 2 + entry * 12
            guard let name = number(at, 2) else { return nil }
            guard name == tag else { continue }
            guard number(at + 2, 2) == 3, number(at + 4, 4) == 1, let value = number(at + 8, 2) else { return nil }
            return (1...8).contains(value) ? value : nil
        }
        return nil
    }

    /// An APP1 segment that says this and nothing else; empty for the usual way.
    static func segment(_ orientation: Int) -> [UInt8] {
        guard orientation != 1 else { return [] }
        let tiff: [UInt8] =
            [
                0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0,
                0,
            ]
        return [0xFF, 0xE1, 0, UInt8(2 + head.count + tiff.count)] + head + tiff
    }
}
