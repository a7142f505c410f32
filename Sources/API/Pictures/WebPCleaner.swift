/// Reads a WebP (RFC 9649) chunk by chunk, and keeps those that draw it.
enum WebPCleaner {
    /// Flags of `VP8X` that stay true without metadata: transparency alone.
    private static let alphaFlag: UInt8 = 0x10
    private static let animationFlag: UInt8 = 0x02

    static func clean(_ file: [UInt8]) throws(PictureError) -> CleanPicture {
        let size = file[4..<8].littleEndian
        guard size >= 4, size <= file.count - 8 else { throw .damaged("The WebP is cut off.") }
        let end = 8 + size
        var index = 12
        var body: [UInt8] = []
        var dimensions: (width: Int, height: Int)?
        var hasAlpha = false
        var hasPicture = false
        for _ in 0..<PictureLimits.parts where index < end {
            guard end - index >= 8 else { throw .damaged("A chunk of the WebP is cut off.") }
            let type = String(decoding: file[index..<index + 4], as: UTF8.self)
            let length = file[index + 4..<index + 8].littleEndian
            let padded = length + length % 2
            guard padded <= end - index - 8 else { throw .damaged("A chunk of the WebP is longer than the file.") }
            var chunk = Array(file[index..<index + 8 + padded])
            index += 8 + padded
            let data = chunk[8..<8 + length]
            switch type {
            case "VP8X":
                guard dimensions == nil, body.isEmpty, length == 10 else {
                    throw .damaged("The WebP's header is not right.")
                }
                guard data[8] & animationFlag == 0 else { throw .unsupported("The WebP is animated.") }
                dimensions = (data[12..<15].littleEndian + 1, data[15..<18].littleEndian + 1)
                chunk.replaceSubrange(8..<12, with: [data[8] & alphaFlag, 0, 0, 0])
            case "ALPH":
                guard !hasAlpha, !hasPicture, dimensions != nil else {
                    throw .damaged("The WebP has transparency where none may be.")
                }
                hasAlpha = true
            case "VP8 ", "VP8L":
                guard !hasPicture else { throw .damaged("The WebP has two pictures.") }
                hasPicture = true
                let own = type == "VP8L" ? try readLossless(Array(data)) : try readLossy(Array(data))
                if let dimensions, dimensions != own { throw .damaged("The WebP contradicts itself.") }
                dimensions = own
            default:
                continue
            }
            if padded > length { chunk[8 + length] = 0 }
            body += chunk
        }
        guard index == end, hasPicture, let dimensions else { throw .damaged("The WebP has no picture in it.") }
        let count = body.count + 4
        let head = Array("RIFF".utf8) + (0..<4).map { UInt8(count >> ($0 * 8) & 0xFF) } + Array("WEBP".utf8)
        return try CleanPicture(.webp, width: dimensions.width, height: dimensions.height, bytes: head + body)
    }

    /// A key frame's head (RFC 6386, section 9.1).
    private static func readLossy(_ data: [UInt8]) throws(PictureError) -> (width: Int, height: Int) {
        guard data.count >= 10, data[0] & 1 == 0, data[3..<6].elementsEqual([0x9D, 0x01, 0x2A]) else {
            throw .damaged("The WebP's picture is not right.")
        }
        return (data[6..<8].littleEndian & 0x3FFF, data[8..<10].littleEndian & 0x3FFF)
    }

    /// A signature byte and two numbers of 14 bits (RFC 9649, section 3.4).
    private static func readLossless(_ data: [UInt8]) throws(PictureError) -> (width: Int, height: Int) {
        guard data.count >= 5, data[0] == 0x2F else { throw .damaged("The WebP's picture is not right.") }
        let bits = data[1..<5].littleEndian
        return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    }
}
