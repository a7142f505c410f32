import RTP
import Testing

struct H264Tests {
    /// Sequence parameters as an encoder writes them, with emulation prevention where the size needs it.
    static let baseline360 = "6742C01ED900A02FF9610000030001000003003C8F162E48"
    static let high1080 = "67640028ACB200F0044FCB08000003000800000301E478C19240"
    static let main720 = "674D401FD9005005BA10000003001000000303C8F1832480"
    static let high444 = "67F4001E919640280F6840000003004000000F23C58B92"
    static let interlaced480 = "6764001EACE40281ED08000003000800000301E4F8A152"

    @Test(
        arguments: [
            (baseline360, 640, 360), (high1080, 1920, 1080), (main720, 1280, 720), (high444, 640, 480),
            (interlaced480, 640, 480),
        ] as [(String, UInt16, UInt16)])
    func `sequence parameters tell the size`(unit: String, width: UInt16, height: UInt16) {
        let packet = bytes(unit)
        #expect(
            MediaCodec.h264.pictureSize(packet)
                == PictureSize(width: width, height: height))
    }

    @Test func `sequence parameters are found within an aggregate`() {
        let unit = bytes(Self.baseline360)
        let packet = bytes("78 0002 0910") + [0, UInt8(unit.count)] + unit + bytes("0004 68CE3C80")
        #expect(
            MediaCodec.h264.pictureSize(packet) == PictureSize(width: 640, height: 360))
    }

    @Test(arguments: [
        ("single refresh slice", "6588840A", true), ("single parameters", "6742C01E", true),
        ("picture parameters alone", "68CE3C80", false), ("single slice", "419A2000", false),
        ("aggregate with parameters second", "78 0002 0910 0004 6742C01E", true),
        ("aggregate of slices", "78 0002 4100 0002 4100", false),
        ("first fragment of a refresh slice", "7C 85 8884", true),
        ("middle fragment of a refresh slice", "7C 05 8884", false),
        ("last fragment of a refresh slice", "7C 45 8884", false),
        ("first fragment of another slice", "7C 81 9A20", false),
        ("interleaved aggregate", "79 0000 0002 6588", false),
        ("aggregate that overruns", "78 00FF 6588", false), ("aggregate with an empty unit", "78 0000 6588", false),
        ("fragment without its head", "7C", false), ("nothing", "", false),
    ])
    func `only parameters and refresh slices open a key frame`(what: String, payload: String, expected: Bool) {
        let packet = bytes(payload)
        #expect(MediaCodec.h264.startsKeyFrame(packet) == expected, "\(what)")
    }

    @Test func `an aggregate gives its units in order`() {
        let packet = bytes("78 0003 674200 0002 68CE 0001 65")
        var cursor = H264UnitCursor(packet.span, payload: 0..<packet.count)
        var kinds: [UInt8] = []
        var bodies: [Range<Int>] = []
        while let unit = cursor.next(in: packet.span) {
            kinds.append(unit.kind.rawValue)
            bodies.append(unit.body)
        }
        #expect(kinds == [7, 8, 5])
        #expect(bodies == [4..<6, 9..<10, 13..<13])
    }

    @Test func `parameters that crop everything away have no size`() {
        // Baseline, one macroblock each way: first without cropping, then 32 chroma rows cut from the bottom.
        #expect(MediaCodec.h264.pictureSize(bytes("67 42001E FBD0")) == PictureSize(width: 16, height: 16))
        #expect(MediaCodec.h264.pictureSize(bytes("67 42001E FBFC 1080")) == nil)
    }
}
