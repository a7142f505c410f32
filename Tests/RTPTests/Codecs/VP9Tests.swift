import RTP
import Testing

struct VP9Tests {
    /// The head of a key frame of 642×362 pixels, profile 0, as an encoder writes it.
    static let keyFrame = "8249834200281016960438241C184A10"

    private func descriptor(_ payload: String) -> VP9PayloadDescriptor? {
        let packet = bytes(payload)
        return VP9PayloadDescriptor(parsing: packet.span, payload: 0..<packet.count)
    }

    @Test func `a non-flexible key frame with structure is read whole`() throws {
        // I L B V; picture id of 15 bits; T0 S0; TL0PICIDX; two spatial layers with sizes; one picture in the group.
        let found = try #require(descriptor("AA 8123 00 07 38 0140 00B4 0280 0168 01 14 05 \(Self.keyFrame)"))
        #expect(found.pictureID?.value == 0x123)
        #expect(found.temporalLayer == 0)
        #expect(found.spatialLayer == 0)
        #expect(found.temporalLayerZeroIndex == 7)
        #expect(found.startsFrame)
        #expect(!found.endsFrame)
        #expect(found.startsKeyFrame)
        #expect(found.scalability?.spatialLayers == 2)
        #expect(found.scalability?.greatestSize == PictureSize(width: 640, height: 360))
        #expect(found.end == 17)
    }

    @Test func `a flexible frame lists what it refers to`() throws {
        // I P L F B E; 7-bit id; T1 U S1 D; two references.
        let found = try #require(descriptor("FC 11 33 03 04 AA"))
        #expect(found.isFlexible)
        #expect(found.isInterPredicted)
        #expect(found.pictureID?.value == 0x11)
        #expect(found.temporalLayer == 1)
        #expect(found.isSwitchingUpPoint)
        #expect(found.spatialLayer == 1)
        #expect(found.usesInterLayerPrediction)
        #expect(found.temporalLayerZeroIndex == nil)
        #expect(found.endsFrame)
        #expect(found.end == 5)
    }

    @Test(arguments: [
        ("key frame", "0C \(keyFrame)", true), ("refers to others", "4C \(keyFrame)", false),
        ("not the start", "04 \(keyFrame)", false), ("upper spatial layer", "28 02 07 \(keyFrame)", false),
        ("base spatial layer", "28 00 07 \(keyFrame)", true),
    ])
    func `only the start of an independent base layer opens a key frame`(what: String, payload: String, expected: Bool)
    {
        let packet = bytes(payload)
        #expect(MediaCodec.vp9.startsKeyFrame(packet) == expected, "\(what)")
    }

    @Test(
        arguments: [
            ("from the structure", "0A 18 0280 0168 00 \(keyFrame)", PictureSize(width: 640, height: 360)),
            ("from the frame", "0C \(keyFrame)", PictureSize(width: 642, height: 362)),
            ("a structure without sizes", "0A 08 00 \(keyFrame)", PictureSize(width: 642, height: 362)),
            ("profile 2 has a bit for depth", "0C 92 49 83 42 00 14 08 0B 48 00", PictureSize(width: 642, height: 362)),
            ("a delta frame", "4C 8600", nil), ("no sync code", "0C 82498343002810169604", nil),
            ("cut off", "0C 8249834200", nil),
        ] as [(String, String, PictureSize?)])
    func `a key frame tells its size`(what: String, payload: String, expected: PictureSize?) {
        let packet = bytes(payload)
        #expect(MediaCodec.vp9.pictureSize(packet) == expected, "\(what)")
    }

    @Test(arguments: [
        "", "08", "80", "80 81", "20", "20 00", "50", "50 03 03 03 AA", "02", "02 10 0102", "02 08", "02 08 01",
        "02 08 01 0C AA",
    ])
    func `a descriptor cut off is none`(payload: String) {
        #expect(descriptor(payload) == nil)
    }
}
