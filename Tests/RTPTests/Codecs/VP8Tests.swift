import RTP
import Testing

struct VP8Tests {
    /// The head of a key frame of 642×362 pixels: frame tag, start code, sizes (RFC 6386, section 9.1).
    static let keyFrame = "700D01 9D012A 8202 6A01 0101"

    @Test(arguments: [
        ("bare, start of a key frame", "10 \(keyFrame)", true, true),
        ("bare, continuation", "00 \(keyFrame)", false, false),
        ("second partition", "11 \(keyFrame)", false, false),
        ("start of a delta frame", "10 919C00", true, false),
        ("everything present, key frame", "90 F0 8123 42 60 \(keyFrame)", true, true),
        ("7-bit picture id", "90 80 11 \(keyFrame)", true, true),
        ("reserved bit set", "18 \(keyFrame)", true, true),
    ])
    func `a descriptor tells where frames begin`(
        what: String, payload: String, startsFrame: Bool, startsKeyFrame: Bool
    ) throws {
        let packet = bytes(payload)
        let descriptor = try #require(VP8PayloadDescriptor(packet))
        #expect(descriptor.startsFrame == startsFrame, "\(what)")
        #expect(descriptor.startsKeyFrame(in: packet) == startsKeyFrame, "\(what)")
        #expect(MediaCodec.vp8.startsKeyFrame(packet) == startsKeyFrame, "\(what)")
    }

    @Test func `all optional fields are read`() throws {
        let packet = bytes("B0 F0 8123 42 A5 \(Self.keyFrame)")
        let descriptor = try #require(VP8PayloadDescriptor(packet))
        #expect(descriptor.isNonReference)
        #expect(descriptor.pictureID?.value == 0x0123)
        #expect(descriptor.pictureID?.length == 2)
        #expect(descriptor.temporalLayerZeroIndex == 0x42)
        #expect(descriptor.temporalLayer == 2)
        #expect(descriptor.isLayerSync)
        #expect(descriptor.end == 6)
    }

    @Test func `picture id and layer index are rewritten in place`() throws {
        var packet = bytes("90 F0 8123 42 60 \(Self.keyFrame)")
        let descriptor = try #require(VP8PayloadDescriptor(packet))
        var span = packet.mutableSpan
        descriptor.pictureID?.overwrite(with: 0x7FFF, in: &span)
        descriptor.overwriteTemporalLayerZeroIndex(7, in: &span)
        #expect(packet == bytes("90 F0 FFFF 07 60 \(Self.keyFrame)"))

        var short = bytes("90 80 11 \(Self.keyFrame)")
        let shortDescriptor = try #require(VP8PayloadDescriptor(short))
        var shortSpan = short.mutableSpan
        shortDescriptor.pictureID?.overwrite(with: 0x1FF, in: &shortSpan)
        shortDescriptor.overwriteTemporalLayerZeroIndex(7, in: &shortSpan)
        #expect(short == bytes("90 80 7F \(Self.keyFrame)"))
    }

    @Test func `a key frame tells its size, a delta frame none`() {
        let key = bytes("90 80 11 \(Self.keyFrame)")
        #expect(MediaCodec.vp8.pictureSize(key) == PictureSize(width: 642, height: 362))
        let scaled = bytes("10 700D01 9D012A 8242 6A81 0101")
        #expect(
            MediaCodec.vp8.pictureSize(scaled) == PictureSize(width: 642, height: 362))
        let delta = bytes("10 919C002311FC001EE96F9B")
        #expect(MediaCodec.vp8.pictureSize(delta) == nil)
        let noStartCode = bytes("10 700D01 9D012B 8202 6A01 0101")
        #expect(MediaCodec.vp8.pictureSize(noStartCode) == nil)
    }

    @Test(arguments: ["", "10", "90", "90 80", "90 80 91", "90 80 9122", "90 40", "90 40 01", "90 20", "90 20 00"])
    func `a descriptor cut off is none`(payload: String) {
        let packet = bytes(payload)
        #expect(VP8PayloadDescriptor(packet) == nil)
    }
}
