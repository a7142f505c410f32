import RTP
import Testing

struct MediaCodecTests {
    @Test(
        arguments: [
            ("VP8", MediaCodec.vp8), ("vp9", .vp9), ("h264", .h264), ("AV1", .av1), ("OPUS", .opus), ("H265", nil),
            ("rtx", nil), ("", nil),
        ] as [(String, MediaCodec?)])
    func `encoding names are compared without case`(name: String, codec: MediaCodec?) {
        #expect(MediaCodec(encodingName: name) == codec)
    }

    @Test func `sound has no key frames and no size`() {
        let packet: [UInt8] = [0x78, 0x01, 0x02]
        #expect(!MediaCodec.opus.startsKeyFrame(packet))
        #expect(MediaCodec.opus.pictureSize(packet) == nil)
    }

    @Test(arguments: [(0, true), (1, true), (2, true), (3, false)])
    func `two bytes of Opus are silence`(length: Int, isDiscontinuous: Bool) {
        #expect(OpusPayload.isDiscontinuous(payload: 12..<(12 + length)) == isDiscontinuous)
    }

    @Test func `no parser reads beyond a range that does not fit the packet`() {
        let packet: [UInt8] = [0x90, 0x80]
        for codec in MediaCodec.allCases {
            let starts = codec.startsKeyFrame(packet.span, payload: 0..<50)
            #expect(!starts)
            #expect(codec.pictureSize(packet.span, payload: 0..<50) == nil)
            let place = codec.layerPlace(packet.span, payload: 0..<50, marker: true)
            #expect(place == LayerPlace(endsFrame: true))
        }
    }
}
