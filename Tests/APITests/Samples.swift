@testable import API

/// Small pictures, written byte by byte.
enum Samples {
    /// A white PNG of one pixel; with texts and a place in it, and something behind its end, if wanted.
    static func png(extra: Bool, width: Int = 1, height: Int = 1) -> [UInt8] {
        var file = PNGCleaner.signature
        file += chunk("IHDR", bytes(width) + bytes(height) + [8, 0, 0, 0, 0])
        if extra {
            file += chunk("tEXt", Array("Comment\0taken at home".utf8))
            file += chunk("eXIf", Array("MM\0*\0\0\0\u{8}".utf8))
        }
        file += chunk("IDAT", [0x78, 0x9C, 0x63, 0xF8, 0x0F, 0x00, 0x01, 0x01, 0x01, 0x00])
        file += chunk("IEND", [])
        return extra ? file + Array("<script>".utf8) : file
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return bytes(data.count) + body + bytes(Int(crc(body)))
    }

    static func bytes(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }

    static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((data.count + 2) >> 8), UInt8((data.count + 2) & 0xFF)] + data
    }

    /// The skeleton of a JPEG: what a decoder would read is not in it, what a cleaner looks at is.
    static func jpeg(metadata: [UInt8] = [], width: Int = 16, height: Int = 8, frame: UInt8 = 0xC0) -> [UInt8] {
        let size = [UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF)]
        return [0xFF, 0xD8] + metadata + segment(0xDB, [UInt8](repeating: 1, count: 65))
            + segment(frame, [8] + size + [1, 1, 0x11, 0]) + segment(0xC4, [UInt8](repeating: 0, count: 17))
            + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]
    }

    static func exif(orientation: UInt8) -> [UInt8] {
        let place = Array("SECRET PLACE".utf8)
        return segment(
            0xE1,
            Array("Exif\0\0".utf8) + [
                0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
            ]
                + [0, 0, 0, 0] + place)
    }

    static func riff(_ chunks: [[UInt8]]) -> [UInt8] {
        let body = Array("WEBP".utf8) + chunks.joined()
        return Array("RIFF".utf8) + little(body.count) + body
    }

    static func webpChunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        Array(type.utf8) + little(data.count) + data + (data.count % 2 == 1 ? [0] : [])
    }

    static func little(_ number: Int) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    static let vp8: [UInt8] = [0x10, 0, 0, 0x9D, 0x01, 0x2A, 4, 0, 2, 0, 7]
}
