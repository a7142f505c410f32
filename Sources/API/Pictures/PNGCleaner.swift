/// Reads a PNG (ISO/IEC 15948) chunk by chunk, and keeps those that draw it.
enum PNGCleaner {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The most bytes of each kept chunk (section 11); any number of `IDAT`, one of all others.
    ///
    /// Colour without a profile: profiles are files of their own, with texts in them.
    private static let kept = [
        "IHDR": 13, "PLTE": 768, "IDAT": Int.max, "IEND": 0, "tRNS": 256, "gAMA": 4, "cHRM": 32, "sRGB": 1, "sBIT": 4,
    ]
    /// Bit depths by colour type (section 11.2.2).
    private static let depths: [UInt8: Set<UInt8>] = [
        0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]

    static func clean(_ file: [UInt8]) throws(PictureError) -> CleanPicture {
        var output = signature
        output.reserveCapacity(file.count)
        var index = signature.count
        var header: (width: Int, height: Int)?
        var seen: Set<String> = []
        var hasData = false
        for _ in 0..<PictureLimits.parts {
            guard file.count - index >= 12 else { throw .damaged("A chunk of the PNG is cut off.") }
            let length = file[index..<index + 4].bigEndian
            guard length <= file.count - index - 12 else {
                throw .damaged("A chunk of the PNG is longer than the file.")
            }
            let type = String(decoding: file[index + 4..<index + 8], as: UTF8.self)
            let data = file[index + 8..<index + 8 + length]
            let end = index + 12 + length
            guard CRC32.checksum(file[index + 4..<index + 8 + length]) == UInt32(file[end - 4..<end].bigEndian) else {
                throw .damaged("A chunk of the PNG has a wrong checksum.")
            }
            if header == nil {
                guard type == "IHDR" else { throw .damaged("The PNG does not begin with its header.") }
                header = try readHeader(Array(data))
            } else if type == "IHDR" {
                throw .damaged("The PNG has two headers.")
            }
            let isNeeded = file[index + 4] & 0x20 == 0
            guard kept[type] != nil || !isNeeded else { throw .unsupported("The PNG needs the chunk “\(type)”.") }
            if type == "IDAT" { hasData = true }
            if length <= kept[type] ?? -1, type == "IDAT" || seen.insert(type).inserted {
                output.append(contentsOf: file[index..<end])
            } else if isNeeded {
                throw .damaged("The PNG's chunk “\(type)” is too long, or there twice.")
            }
            index = end
            if type == "IEND" {
                guard let header, hasData else { throw .damaged("The PNG has no picture in it.") }
                return try CleanPicture(.png, width: header.width, height: header.height, bytes: output)
            }
        }
        throw .damaged("The PNG has too many chunks.")
    }

    private static func readHeader(_ data: [UInt8]) throws(PictureError) -> (width: Int, height: Int) {
        guard data.count == 13, depths[data[9]]?.contains(data[8]) == true, data[10] == 0, data[11] == 0, data[12] <= 1
        else { throw .damaged("The PNG's header is not right.") }
        return (data[0..<4].bigEndian, data[4..<8].bigEndian)
    }
}

/// The checksum of PNG chunks (ISO/IEC 15948, annex D).
private enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
    }
}
