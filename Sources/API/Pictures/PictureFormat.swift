/// The formats that are taken from uploads; SVG is not: it can hold programs.
enum PictureFormat: String, Sendable, CaseIterable {
    case png
    case jpeg
    case webp

    var mediaType: String { "image/\(rawValue)" }

    /// Told by the first bytes, never by a name or a header.
    init?(signature bytes: ArraySlice<UInt8>) {
        if bytes.starts(with: PNGCleaner.signature) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.count >= 12, bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }
}
