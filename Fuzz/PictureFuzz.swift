// fuzz-sources: Sources/API/Pictures/CleanPicture.swift Sources/API/Pictures/ExifOrientation.swift
// fuzz-sources: Sources/API/Pictures/JPEGApplication.swift Sources/API/Pictures/JPEGCleaner.swift
// fuzz-sources: Sources/API/Pictures/PictureError.swift
// fuzz-sources: Sources/API/Pictures/PictureFormat.swift Sources/API/Pictures/PictureLimits.swift
// fuzz-sources: Sources/API/Pictures/PNGCleaner.swift Sources/API/Pictures/WebPCleaner.swift
// fuzz-length: 512

/// Any bytes as a picture: what comes out is clean, stays as it is when cleaned again, and has only parts that draw.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    check(bytes)
    if let mended = PNGChecksums.mended(bytes) { check(mended) }
    return 0
}

/// A turned JPEG gets a segment for its turn, six bytes longer than the shortest that can ask for it.
private let mostAdded = 6

private func check(_ file: [UInt8]) {
    do throws(PictureError) {
        let picture = try CleanPicture(cleaning: file)
        precondition(picture.bytes.count <= file.count + mostAdded, "a clean picture is not larger")
        precondition(PictureLimits.pixels.contains(picture.width), "a clean picture has a width")
        precondition(PictureLimits.pixels.contains(picture.height), "a clean picture has a height")
        precondition((try? CleanPicture(cleaning: picture.bytes)) == picture, "a clean picture stays as it is")
        switch picture.format {
        case .png: checkPNG(picture.bytes)
        case .jpeg: checkJPEG(picture.bytes)
        case .webp: checkWebP(picture.bytes)
        }
    } catch {}
}

/// Chunks of a fixed length, once each; what a palette needs; the picture.
private func checkPNG(_ file: [UInt8]) {
    let most = ["IHDR": 13, "PLTE": 768, "tRNS": 256, "gAMA": 4, "cHRM": 32, "sRGB": 1, "sBIT": 4, "IEND": 0]
    var seen: Set<String> = []
    var index = 8
    while index < file.count {
        let length = file[index..<index + 4].bigEndian
        let type = String(decoding: file[index + 4..<index + 8], as: UTF8.self)
        if type != "IDAT" {
            precondition(most[type].map { length <= $0 } ?? false, "a kept chunk has room for nothing else")
            precondition(seen.insert(type).inserted, "a kept chunk stands once")
        }
        index += 12 + length
    }
    precondition(index == file.count && seen.contains("IEND"), "nothing stands behind the end")
}

/// Tables and scans; the head of JFIF without its preview, the colour transform, the turn.
private func checkJPEG(_ file: [UInt8]) {
    let most: [UInt8: Int] = [0xE0: 16, 0xE1: 34, 0xEE: 14, 0xDD: 4]
    let drawing: Set<UInt8> = [0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB]
    var seen: Set<UInt8> = []
    var index = 2
    while file[index + 1] != 0xD9 {
        let marker = file[index + 1]
        let length = file[index + 2..<index + 4].bigEndian
        if !drawing.contains(marker) {
            precondition(most[marker].map { length <= $0 } ?? false, "a kept segment has room for nothing else")
            precondition(marker == 0xDD || seen.insert(marker).inserted, "a kept segment stands once")
        }
        index += 2 + length
        guard marker == 0xDA else { continue }
        while file[index] != 0xFF || file[index + 1] == 0 || file[index + 1] == 0xFF
            || (0xD0...0xD7).contains(file[index + 1])
        {
            index += 1
        }
    }
    precondition(index + 2 == file.count, "nothing stands behind the end")
}

/// At most one head, one transparency, one picture.
private func checkWebP(_ file: [UInt8]) {
    var seen: Set<String> = []
    var index = 12
    while index < file.count {
        let type = String(decoding: file[index..<index + 4], as: UTF8.self)
        let length = file[index + 4..<index + 8].littleEndian
        precondition(["VP8X", "ALPH", "VP8 ", "VP8L"].contains(type), "a kept chunk draws")
        precondition(seen.insert(type).inserted, "a kept chunk stands once")
        if type == "VP8X" {
            precondition(file[index + 8] & ~0x10 == 0, "a head speaks of nothing that is gone")
            precondition(file[index + 9..<index + 12].allSatisfy { $0 == 0 }, "a head has nothing in its reserve")
        }
        if length % 2 == 1 { precondition(file[index + 8 + length] == 0, "padding is empty") }
        index += 8 + length + length % 2
    }
    precondition(index == file.count, "nothing stands behind the end")
}

/// Makes the checksums of a PNG right, which no fuzzer guesses.
private enum PNGChecksums {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    static func mended(_ file: [UInt8]) -> [UInt8]? {
        guard file.starts(with: PNGCleaner.signature) else { return nil }
        var file = file
        var index = 8
        while file.count - index >= 12 {
            let length = file[index..<index + 4].bigEndian
            guard length <= file.count - index - 12 else { break }
            let end = index + 8 + length
            let sum = ~file[index + 4..<end].reduce(0xFFFF_FFFF as UInt32) {
                table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8)
            }
            for place in 0..<4 { file[end + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * UInt32(place))) }
            index = end + 4
        }
        return file
    }
}
