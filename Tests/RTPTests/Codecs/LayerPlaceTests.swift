import RTP
import Testing

struct LayerPlaceTests {
    private static let vp9 = VP9Tests.keyFrame
    private static let frame = "919C00"

    @Test(
        arguments: [
            ("no descriptor fields", "10 \(frame)", 0, true), ("no layer", "90 80 11 \(frame)", 0, true),
            ("T0 without Y", "90 E0 11 42 00 \(frame)", 0, true), ("T0 with Y", "90 E0 11 42 20 \(frame)", 0, true),
            ("T1 with Y", "90 E0 11 42 60 \(frame)", 1, true), ("T1 without Y", "90 E0 11 42 40 \(frame)", 1, false),
            ("T3 without Y", "90 E0 11 42 C0 \(frame)", 3, false),
            ("a key index alone is no layer", "90 10 FF \(frame)", 0, true), ("cut off", "90 E0 11", 0, true),
        ] as [(String, String, UInt8, Bool)])
    func `VP8 tells the temporal layer and the Y bit`(what: String, payload: String, temporal: UInt8, isSwitch: Bool) {
        for marker in [false, true] {
            let place = MediaCodec.vp8.layerPlace(bytes(payload), marker: marker)
            #expect(place == LayerPlace(temporal: temporal, isSwitchPoint: isSwitch, endsFrame: marker), "\(what)")
        }
    }

    @Test(
        arguments: [
            ("no layers, B", "08 \(vp9)", 0, 0, true, false), ("no layers, E", "04 \(vp9)", 0, 0, true, true),
            ("I P L F B E, T1 U S1 D", "FC 11 33 03 04 AA", 1, 1, true, true),
            ("I P L F B, T1 S1 D", "F8 11 23 03 04 AA", 1, 1, false, false),
            ("L E, T2 S2, TL0PICIDX", "24 44 07 \(vp9)", 2, 2, false, true),
            ("L E, T7 S7, TL0PICIDX", "24 EE 07 \(vp9)", 7, 7, false, true),
            ("L B, T0 S1 D, TL0PICIDX", "28 03 07 \(vp9)", 1, 0, true, false),
        ] as [(String, String, UInt8, UInt8, Bool, Bool)])
    func `VP9 tells both layers, the U bit and the end`(
        what: String, payload: String, spatial: UInt8, temporal: UInt8, isSwitch: Bool, ends: Bool
    ) {
        // The marker ends the picture of all spatial layers; it says nothing of one layer's frame.
        for marker in [false, true] {
            let place = MediaCodec.vp9.layerPlace(bytes(payload), marker: marker)
            #expect(
                place == LayerPlace(spatial: spatial, temporal: temporal, isSwitchPoint: isSwitch, endsFrame: ends),
                "\(what)")
        }
    }

    @Test(
        arguments: [
            ("one frame, T2 S1", "10 34 48 AABB", 1, 2), ("one frame, T7 S3", "10 34 F8 AABB", 3, 7),
            ("no extension", "10 30 AABB", 0, 0),
            ("behind a sequence header without one", "28 0C \(AV1Tests.sequence) 34 20 AA", 0, 1),
            ("two elements without one", "20 02 1200 32 34 20", 0, 0),
            ("three elements, the first that has one", "30 02 1200 03 34 20 AA 34 48 BB", 0, 1),
            ("a continuation is passed over", "A0 03 34 F8 AA 34 20 BB", 0, 1),
            ("nothing but a continuation", "90 34 F8 AA", 0, 0), ("a header cut off", "10 34", 0, 0),
            ("a length that overruns", "00 7F 34 20", 0, 0), ("nothing behind the header", "10", 0, 0),
        ] as [(String, String, UInt8, UInt8)])
    func `AV1 tells both layers in the extension of an OBU`(
        what: String, payload: String, spatial: UInt8, temporal: UInt8
    ) {
        for marker in [false, true] {
            let place = MediaCodec.av1.layerPlace(bytes(payload), marker: marker)
            let expected = LayerPlace(
                spatial: spatial, temporal: temporal, isSwitchPoint: temporal == 0, endsFrame: marker)
            #expect(place == expected, "\(what)")
        }
    }

    @Test(arguments: [MediaCodec.h264, .opus], ["6588840A", "78", ""])
    func `H.264 and Opus have one layer`(codec: MediaCodec, payload: String) {
        for marker in [false, true] {
            let place = codec.layerPlace(bytes(payload), marker: marker)
            #expect(place == LayerPlace(spatial: 0, temporal: 0, isSwitchPoint: true, endsFrame: marker))
        }
    }

    @Test func `the lowest temporal layer may be taken anywhere`() {
        #expect(LayerPlace(spatial: 2, temporal: 0, isSwitchPoint: false, endsFrame: false).isSwitchPoint)
        #expect(!LayerPlace(spatial: 0, temporal: 1, isSwitchPoint: false, endsFrame: false).isSwitchPoint)
    }
}
