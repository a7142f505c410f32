import Testing

@testable import SyntheticCamera

struct VP8PacketizerTests {
    private func frame(_ count: Int) -> EncodedFrame {
        EncodedFrame(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }, isKeyFrame: true, timestamp90k: 0)
    }

    @Test(arguments: [1, 2, 1_183, 1_184, 1_185, 2_368, 2_369, 5_000, 19_500, 100_003])
    func `payloads put together give the frame again`(count: Int) {
        var packetizer = VP8Packetizer(firstPictureID: 0)
        let frame = frame(count)
        let payloads = packetizer.payloads(of: frame)
        #expect(payloads.flatMap { $0.bytes.dropFirst(4) } == frame.bytes)
        #expect(payloads.allSatisfy { $0.bytes.count <= VP8Packetizer.maximumPayloadSize })
        #expect(payloads.map(\.isLast) == payloads.indices.map { $0 == payloads.count - 1 })
        #expect(payloads.map { $0.bytes[0] } == payloads.indices.map { $0 == 0 ? 0x90 : 0x80 })
        let sizes = payloads.map(\.bytes.count)
        #expect(Set(sizes.dropLast()).count <= 1)
        #expect(sizes.allSatisfy { $0 <= sizes[0] })
    }

    @Test func `picture ids grow by one for each frame and wrap at 15 bits`() {
        var packetizer = VP8Packetizer(firstPictureID: 0x7FFE)
        let ids = (0..<3).map { _ in
            packetizer.payloads(of: frame(3_000)).map { UInt16($0.bytes[2]) << 8 | UInt16($0.bytes[3]) }
        }
        #expect(ids == [[0xFFFE, 0xFFFE, 0xFFFE], [0xFFFF, 0xFFFF, 0xFFFF], [0x8000, 0x8000, 0x8000]])
    }

    @Test func `an empty frame gives no payload and takes no picture id`() {
        var packetizer = VP8Packetizer(firstPictureID: 5)
        #expect(packetizer.payloads(of: frame(0)).isEmpty)
        #expect(packetizer.payloads(of: frame(1)).first?.bytes.prefix(4) == [0x90, 0x80, 0x80, 5])
    }
}
