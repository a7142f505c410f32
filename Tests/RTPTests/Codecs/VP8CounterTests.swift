import RTP
import Testing

struct VP8CounterTests {
    private static let frame = "919C00"

    @Test(
        arguments: [
            ("15 bits and an index", "90 F0 8123 42 60 \(frame)", 0x123, 0x42),
            ("7 bits", "90 80 11 \(frame)", 0x11, nil),
            ("an index alone", "90 40 FE \(frame)", nil, 0xFE), ("neither", "90 20 60 \(frame)", nil, nil),
            ("no extension", "10 \(frame)", nil, nil), ("cut off", "90 F0 8123", nil, nil), ("nothing", "", nil, nil),
        ] as [(String, String, UInt16?, UInt8?)])
    func `counters are read where they are`(what: String, payload: String, id: UInt16?, index: UInt8?) {
        let packet = bytes(payload)
        let counters = VP8Counters(parsing: packet.span, payload: 0..<packet.count)
        #expect(counters == VP8Counters(pictureID: id, temporalLayerZeroIndex: index), "\(what)")
    }

    @Test(
        arguments: [
            ("15 bits and an index", "90 F0 8123 42 60", 0x0101, 0x03, "90 F0 8224 45 60"),
            ("15 bits go round", "90 80 FFFF", 1, 0, "90 80 8000"),
            ("15 bits, backwards", "90 80 8000", 0xFFFF, 0, "90 80 FFFF"),
            ("15 bits, by more than they hold", "90 80 8001", 0x8002, 0, "90 80 8003"),
            ("7 bits", "90 80 11", 0x22, 0, "90 80 33"), ("7 bits go round", "90 80 7F", 1, 0, "90 80 00"),
            ("7 bits, backwards", "90 80 00", 0xFFFF, 0, "90 80 7F"),
            ("7 bits, by more than they hold", "90 80 01", 0x1234, 0, "90 80 35"),
            ("an index goes round", "90 40 FE", 9, 3, "90 40 01"),
            ("an index, backwards", "90 60 00 20", 9, 0xFF, "90 60 FF 20"),
            ("neither", "90 20 60", 9, 9, "90 20 60"), ("no extension", "10", 9, 9, "10"),
            ("by nothing", "90 F0 8123 42 60", 0, 0, "90 F0 8123 42 60"),
        ] as [(String, String, UInt16, UInt8, String)])
    func `counters go on in the packet's own width`(
        what: String, descriptor: String, id: UInt16, index: UInt8, expected: String
    ) {
        var payload = bytes(descriptor + Self.frame)
        VP8CounterShift(pictureID: id, temporalLayerZeroIndex: index).apply(to: &payload)
        #expect(payload == bytes(expected + Self.frame), "\(what)")
    }

    @Test func `a payload behind a header is changed in its place`() {
        var packet = bytes("90F0 8123 42 60" + "90F0 8123 42 60 \(Self.frame)")
        let payload = 6..<packet.count
        var span = packet.mutableSpan
        VP8CounterShift(pictureID: 1, temporalLayerZeroIndex: 1).apply(to: &span, payload: payload)
        #expect(packet == bytes("90F0 8123 42 60" + "90F0 8124 43 60 \(Self.frame)"))
    }

    @Test(arguments: ["", "90", "90 80", "90 80 91", "90 80 9122", "90 40 01", "90 F0 8123 42 60"])
    func `a broken descriptor is left as it is`(hexadecimal: String) {
        var payload = bytes(hexadecimal)
        VP8CounterShift(pictureID: 1, temporalLayerZeroIndex: 1).apply(to: &payload)
        #expect(payload == bytes(hexadecimal))
    }

    @Test func `a range that does not fit the packet is left alone`() {
        var packet = bytes("90 F0 8123 42 60")
        var span = packet.mutableSpan
        VP8CounterShift(pictureID: 1, temporalLayerZeroIndex: 1).apply(to: &span, payload: 0..<50)
        #expect(packet == bytes("90 F0 8123 42 60"))
    }

    @Test func `no shift changes nothing`() {
        var payload = bytes("90 F0 8123 42 60" + Self.frame)
        VP8CounterShift.none.apply(to: &payload)
        #expect(payload == bytes("90 F0 8123 42 60" + Self.frame))
    }

    @Test func `a shift and its opposite give any bytes back`() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<4_000 {
            let length = Int.random(in: 0..<12, using: &random)
            let original = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let id = UInt16.random(in: 0...0xFFFF, using: &random)
            let index = UInt8.random(in: 0...255, using: &random)
            var payload = original
            VP8CounterShift(pictureID: id, temporalLayerZeroIndex: index).apply(to: &payload)
            VP8CounterShift(pictureID: 0 &- id, temporalLayerZeroIndex: 0 &- index).apply(to: &payload)
            #expect(payload == original)
        }
    }
}
