import RTP
import SDP
import Testing

struct FormatTests {
    @Test(
        arguments: [
            ("a=1;b=2", "b", "2"), ("a=1; b=2 ;c", "B", "2"), ("c", "c", nil), ("", "a", nil), ("111/111", "111", nil),
            ("a=x=y", "a", "x=y"), ("a=1;a=2", "a", "1"), ("aa=1", "a", nil),
        ] as [(String, String, String?)])
    func `parameters are found by name`(text: String, name: String, value: String?) {
        #expect(FormatParameters(text)[name].map(String.init) == value)
    }

    @Test(arguments: [
        ("42e01f", "42e034", true), ("42e01f", "42001f", false), ("42c01e", "42e01f", true), ("4d001f", "4d0028", true),
        ("64001f", "640c1f", true), ("64001f", "42e01f", false),
    ])
    func `profiles are compared by their tools`(first: String, second: String, same: Bool) throws {
        let first = try #require(H264Profile(parsing: first))
        #expect(first.hasSameTools(as: try #require(H264Profile(parsing: second))) == same)
    }

    @Test(arguments: ["", "42e01", "42e01ff", "+42e01", "42e0 1", "zzzzzz"])
    func `a profile has six digits`(text: String) {
        #expect(H264Profile(parsing: text) == nil)
    }

    @Test(
        arguments: [
            ("VP8/90000", nil, MediaCodec.vp8), ("VP8/48000", nil, nil), ("VP9/90000", nil, .vp9),
            ("VP9/90000", "profile-id=0", .vp9), ("VP9/90000", "profile-id=2", nil), ("H264/90000", nil, .h264),
            ("H264/90000", "packetization-mode=1", .h264), ("H264/90000", "packetization-mode=2", nil),
            ("AV1/90000", "profile=0", .av1), ("AV1/90000", "profile=1", nil), ("opus/48000/2", nil, .opus),
            ("opus/48000", nil, nil), ("opus/48000/1", nil, nil), ("PCMU/8000", nil, nil), ("H265/90000", nil, nil),
        ] as [(String, String?, MediaCodec?)])
    func `only what every player decodes is forwarded`(rtpmap: String, fmtp: String?, codec: MediaCodec?) throws {
        var text = "v=0\no=- 1 1 IN IP4 0.0.0.0\nm=video 9 UDP/TLS/RTP/SAVPF 96\na=rtpmap:96 \(rtpmap)\n"
        if let fmtp { text += "a=fmtp:96 \(fmtp)\n" }
        #expect(try SessionDescription(parsing: text).media[0].formats[0].forwardableCodec == codec)
    }
}
