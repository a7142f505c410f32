import RTP
import Testing

struct AV1Tests {
    /// A sequence header of 648×368 pixels at most, as an encoder writes it, without its own size field.
    static let sequence = "08 0000000CC503691ABE6010"

    @Test(arguments: [
        ("new sequence", "18 \(sequence)", true), ("without the N bit", "10 \(sequence)", false),
        ("N in the middle of an element", "98 \(sequence)", false), ("nothing behind the header", "18", false),
    ])
    func `the N bit opens a key frame`(what: String, payload: String, expected: Bool) {
        let packet = bytes(payload)
        #expect(MediaCodec.av1.startsKeyFrame(packet) == expected, "\(what)")
    }

    @Test(arguments: [
        ("one element", "18 \(sequence)"),
        ("lengths everywhere", "08 0C \(sequence) 02 3012"),
        ("two elements, a length for the first", "28 0C \(sequence) 3012"),
        ("behind another element", "28 02 1200 \(sequence)"),
        ("with a size field of its own", "18 0A 0B 0000000CC503691ABE6010"),
        ("with an extension byte", "18 0C 00 0000000CC503691ABE6010"),
    ])
    func `a sequence header tells the size`(what: String, payload: String) {
        let packet = bytes(payload)
        let size = MediaCodec.av1.pictureSize(packet)
        #expect(size == PictureSize(width: 642, height: 362), "\(what)")
    }

    @Test func `timing and decoder model are passed over`() {
        // Profile 0; timing with equal intervals uvlc(0); a model with 10-bit delays; one operating point with
        // delays; 4 + 4 bits of size: 16×9.
        var header = "000" + "0" + "0" + "1"
        header += String(repeating: "0", count: 31) + "1" + String(repeating: "0", count: 31) + "1" + "1" + "1"
        header += "1" + "01001" + String(repeating: "0", count: 31) + "1" + "01001" + "01001"
        header += "0" + "00000" + "000000000000" + "01000" + "0" + "1"
        header += "1111100000" + "0000011111" + "0"
        header += "0011" + "0011" + "1111" + "1000"
        let packet = bytes("18 08") + bits(header)
        #expect(
            MediaCodec.av1.pictureSize(packet) == PictureSize(width: 16, height: 9))
    }

    @Test func `a still picture's reduced header tells the size`() {
        // Profile 0, still and reduced; level; 4 + 4 bits of size: 8×8.
        let packet = bytes("18 08") + bits("000" + "1" + "1" + "00000" + "0011" + "0011" + "0111" + "0111" + "000000")
        #expect(MediaCodec.av1.pictureSize(packet) == PictureSize(width: 8, height: 8))
    }

    @Test(arguments: [
        "18 08", "18 0A", "18 0A FF", "08 7F \(sequence)", "08 FFFFFFFF00 \(sequence)", "18 32 00000000", "08 00 00 00",
    ])
    func `broken elements have no size`(payload: String) {
        let packet = bytes(payload)
        #expect(MediaCodec.av1.pictureSize(packet) == nil)
    }
}
