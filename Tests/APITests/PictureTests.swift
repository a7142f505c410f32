import Testing

@testable import API

struct PictureTests {
    @Test func `a PNG loses its texts and what stands behind its end`() throws {
        let picture = try CleanPicture(cleaning: Samples.png(extra: true))
        #expect(picture.bytes == Samples.png(extra: false))
        #expect(picture.width == 1 && picture.height == 1 && picture.format == .png)
        #expect(try CleanPicture(cleaning: picture.bytes) == picture)
    }

    @Test(arguments: [UInt8(1), 3, 6, 8])
    func `a JPEG loses all metadata but which way is up`(orientation: UInt8) throws {
        let metadata =
            Samples.exif(orientation: orientation) + Samples.segment(0xFE, Array("SECRET".utf8))
            + Samples.segment(0xED, Array("SECRET".utf8))
        let picture = try CleanPicture(cleaning: Samples.jpeg(metadata: metadata) + Array("SECRET".utf8))
        #expect(!String(decoding: picture.bytes, as: UTF8.self).contains("SECRET"))
        #expect((picture.width, picture.height) == (orientation >= 5 ? (8, 16) : (16, 8)))
        #expect(try CleanPicture(cleaning: picture.bytes) == picture)
    }

    @Test func `a WebP loses its metadata and the flags that speak of it`() throws {
        let header = Samples.webpChunk("VP8X", [0x2C, 0, 0, 0, 3, 0, 0, 1, 0, 0])
        let file = Samples.riff([
            header, Samples.webpChunk("ICCP", [1, 2, 3]), Samples.webpChunk("VP8 ", Samples.vp8),
            Samples.webpChunk("EXIF", Array("SECRET".utf8)), Samples.webpChunk("XMP ", Array("SECRET".utf8)),
        ])
        let picture = try CleanPicture(cleaning: file + Array("SECRET".utf8))
        #expect(!String(decoding: picture.bytes, as: UTF8.self).contains("SECRET"))
        #expect((picture.width, picture.height) == (4, 2))
        #expect(picture.bytes[20] == 0)
        #expect(try CleanPicture(cleaning: picture.bytes) == picture)
    }

    @Test(arguments: [
        ([], PictureError.unknownFormat), (Array("<svg/>".utf8), .unknownFormat),
        (Array("GIF89a".utf8), .unknownFormat),
        (Samples.png(extra: false, width: 6_001), .tooManyPixels(width: 6_001, height: 1)),
        (Samples.png(extra: false, width: 0), .tooManyPixels(width: 0, height: 1)),
        (Samples.jpeg(width: 7_000), .tooManyPixels(width: 7_000, height: 8)),
        (Samples.jpeg(frame: 0xC9), .unsupported("The JPEG is lossless, hierarchical or arithmetic-coded.")),
        (
            Samples.riff([Samples.webpChunk("VP8X", [0x02, 0, 0, 0, 3, 0, 0, 1, 0, 0])]),
            .unsupported("The WebP is animated.")
        ),
    ])
    func `what is no picture of ours is refused by name`(file: [UInt8], error: PictureError) {
        #expect(throws: error) { try CleanPicture(cleaning: file) }
    }

    @Test(arguments: [Samples.png(extra: true), Samples.jpeg(), Samples.riff([Samples.webpChunk("VP8 ", Samples.vp8)])])
    func `a picture cut anywhere is refused and never trapped on`(file: [UInt8]) {
        // What stands behind a picture's own end may be missing: the rest is the picture.
        let whole = (try? CleanPicture(cleaning: file))?.bytes.count ?? 0
        #expect(whole > 0)
        for count in 0..<file.count {
            let result = Result { try CleanPicture(cleaning: Array(file[..<count])) }
            if case .success(let picture) = result { #expect(count >= picture.bytes.count) }
        }
    }

    @Test(arguments: [
        Samples.png(extra: true), Samples.jpeg(metadata: Samples.exif(orientation: 6)),
        Samples.riff([Samples.webpChunk("VP8 ", Samples.vp8)]),
    ])
    func `a picture with any byte changed is read or refused`(file: [UInt8]) {
        var read = 0
        for index in file.indices {
            for value in [UInt8(0), 0x7F, 0xFF] {
                var changed = file
                changed[index] = value
                if let picture = try? CleanPicture(cleaning: changed) {
                    read += 1
                    #expect((try? CleanPicture(cleaning: picture.bytes)) == picture)
                }
            }
        }
        #expect(read > 0)
    }

    @Test func `a PNG chunk with a wrong checksum is damage`() {
        var file = Samples.png(extra: false)
        file[40] ^= 1
        #expect(throws: PictureError.self) { try CleanPicture(cleaning: file) }
    }

    @Test func `a JPEG loses its previews and what follows the heads it keeps`() throws {
        let head: [UInt8] = Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1]
        let colours: [UInt8] = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1]
        let metadata =
            Samples.segment(0xE0, head + [2, 2] + Array("SECRET PICTURE".utf8))
            + Samples.segment(0xE0, Array("JFXX\0SECRET".utf8)) + Samples.segment(0xE0, head + [0, 0])
            + Samples.segment(0xEE, colours + Array("SECRET".utf8)) + Samples.segment(0xEE, Array("SECRET".utf8))
        let picture = try CleanPicture(cleaning: Samples.jpeg(metadata: metadata))
        let kept = Samples.segment(0xE0, head + [0, 0]) + Samples.segment(0xEE, colours)
        #expect(picture.bytes == Samples.jpeg(metadata: kept))
    }

    @Test func `a restart interval of another length is damage`() {
        let file = Samples.jpeg(metadata: Samples.segment(0xDD, Array("SECRET".utf8)))
        #expect(throws: PictureError.damaged("The JPEG's restart interval is not right.")) {
            try CleanPicture(cleaning: file)
        }
    }

    @Test func `a PNG's small chunks have no room for texts, and stand once`() throws {
        let clean = Samples.png(extra: false)
        let gamma = Samples.chunk("gAMA", [0, 0, 0xB1, 0x8F])
        // The signature and the header are 8 and 25 bytes.
        let hidden = clean[..<33] + Samples.chunk("gAMA", Array("SECRET".utf8)) + gamma + gamma + clean[33...]
        #expect(try CleanPicture(cleaning: Array(hidden)).bytes == Array(clean[..<33] + gamma + clean[33...]))
        let palette = Array(clean[..<33] + Samples.chunk("PLTE", [UInt8](repeating: 0, count: 771)) + clean[33...])
        #expect(throws: PictureError.self) { try CleanPicture(cleaning: palette) }
        let longEnd = Array(clean.dropLast(12)) + Samples.chunk("IEND", Array("SECRET".utf8))
        #expect(throws: PictureError.self) { try CleanPicture(cleaning: longEnd) }
    }

    @Test func `a WebP has nothing in its reserve and padding, and one transparency`() throws {
        let head: [UInt8] = [0x10, 9, 9, 9, 3, 0, 0, 1, 0, 0]
        var picture = Samples.webpChunk("VP8 ", Samples.vp8)
        picture[picture.count - 1] = 9
        let alpha = Samples.webpChunk("ALPH", [0, 1])
        let clean = try CleanPicture(cleaning: Samples.riff([Samples.webpChunk("VP8X", head), alpha, picture]))
        #expect(Array(clean.bytes[20..<24]) == [0x10, 0, 0, 0])
        #expect(clean.bytes.last == 0)
        for chunks in [[Samples.webpChunk("VP8X", head), alpha, alpha, picture], [alpha, picture]] {
            #expect(throws: PictureError.damaged("The WebP has transparency where none may be.")) {
                try CleanPicture(cleaning: Samples.riff(chunks))
            }
        }
    }
}
