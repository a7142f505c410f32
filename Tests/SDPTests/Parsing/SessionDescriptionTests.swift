import RTP
import SDP
import Testing

struct SessionDescriptionTests {
    @Test func `a browser's offer is read`() throws {
        let offer = try SessionDescription(parsing: Offers.chromiumPublish)
        #expect(offer.bundle.map(\.rawValue) == ["0", "1"])
        #expect(offer.media.map(\.mediaKind) == [.audio, .video])
        #expect(!offer.isIceLite)
        let audio = offer.media[0]
        #expect(audio.port == 59_894)
        #expect(audio.direction == .sendOnly)
        #expect(audio.transport.credentials?.userFragment == "lwh/")
        #expect(audio.transport.setup == .either)
        #expect(audio.transport.fingerprints.first?.digest == [UInt8](repeating: 0xA5, count: 32))
        #expect(audio.candidates.map(\.transport) == ["udp", "tcp"])
        #expect(audio.candidates[1].rest == "tcptype active generation 0 network-id 1")
        #expect(audio.multiplexesRTCP && audio.allowsReducedSizeRTCP && audio.allowsMixedExtensions)
        #expect(audio.streams == [MediaStreamID(stream: "bad2e0ab", track: "21613b0c")])
        #expect(audio.formats.map(\.payloadType.rawValue) == [111, 63, 9, 0, 13])
        #expect(audio.formats[0].encoding?.codec == .opus)
        #expect(audio.formats[0].parameters?["UseInBandFEC"] == "1")
        #expect(audio.formats[0].feedback == [.transportWide])

        let video = offer.media[1]
        #expect(video.formats.count == 17)
        let h264 = try #require(PayloadType(rawValue: 102).flatMap(video.format))
        #expect(h264.h264Profile == H264Profile(profile: 0x42, constraints: 0x00, level: 0x1F))
        #expect(h264.packetizationMode == 1)
        #expect(video.formats[1].repairedPayloadType?.rawValue == 96)
        #expect(video.extensions.first { $0.knownURI == .mid }?.id.rawValue == 4)
        #expect(video.sourceGroups.first?.sources.map(\.rawValue) == [2_965_138_477, 100_713_122])
        #expect(video.sources.first?.canonicalName == "NuUc7XWdz+nEpeQi")
    }

    @Test func `what the head says holds for every section`() throws {
        let offer = try SessionDescription(parsing: Offers.firefoxPlay)
        #expect(offer.media.allSatisfy { $0.transport.fingerprints.count == 1 })
        #expect(offer.media.allSatisfy { $0.transport.iceOptions == ["trickle"] })
        #expect(offer.media[2].isBundleOnly && !offer.media[2].isRefused)
        #expect(offer.media[2].otherFormats == ["webrtc-datachannel"])
        #expect(offer.media[1].extensions.last?.direction == .receiveOnly)
    }

    @Test(arguments: Offers.all)
    func `a description survives its own text`(offer: String) throws {
        let description = try SessionDescription(parsing: offer)
        #expect(try SessionDescription(parsing: description.description) == description)
        let lines = description.description.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.last == "")
        #expect(lines.dropLast().allSatisfy { !$0.isEmpty && !$0.contains("\n") })
    }

    @Test(arguments: Offers.all)
    func `line ends do not matter`(offer: String) throws {
        let plain = offer.replacing("\r\n", with: "\n")
        #expect(try SessionDescription(parsing: plain) == SessionDescription(parsing: offer))
    }

    @Test func `unknown lines and candidates are passed over`() throws {
        let text = Offers.text(
            """
            v=0
            o=- 1 1 IN IP4 0.0.0.0
            s=
            u=http://example.com
            b=AS:1000
            a=from-the-future:yes
            m=video 9 UDP/TLS/RTP/SAVPF 96
            i=a title
            a=candidate:1 1 quic 5 192.0.2.1 9 typ teleport
            a=also-new
            """)
        let description = try SessionDescription(parsing: text)
        #expect(description.otherAttributes == [Attribute(name: "from-the-future", value: "yes")])
        #expect(description.media[0].candidates.isEmpty)
        #expect(description.media[0].otherAttributes == [Attribute(name: "also-new")])
    }

    @Test(arguments: [
        ("", 0, SDPProblem.empty), ("\r\n\r\n", 2, .empty), ("hello", 1, .notALine),
        ("o=- 1 1 IN IP4 0.0.0.0", 1, .noVersion),
        ("v=1", 1, .unsupportedVersion), ("v=0", 0, .noOrigin), ("v=0\no=- 1", 2, .badOrigin),
        ("v=0\no=- 1 1 IN IP4 0.0.0.0\nm=video", 3, .badMediaLine),
        ("v=0\no=- 1 1 IN IP4 0.0.0.0\nm=video 99999 RTP/AVP 96", 3, .badMediaLine),
        ("v=0\no=- 1 1 IN IP4 0.0.0.0\nm=video 9 RTP/AVP 128", 3, .badMediaLine),
        ("v=0\no=- 1 1 IN IP4 0.0.0.0\nm=video 9 RTP/AVP VP8", 3, .badMediaLine),
        ("v=0\n\no=- 1 1 IN IP4 0.0.0.0\r\na=x\u{0}y", 4, .controlCharacter),
        ("v=0\no=- 1 1 IN IP4 0.0.0.0\na=x\ry", 3, .controlCharacter),
        ("v=0\n=5", 2, .notALine), ("v=0\nä=5", 2, .notALine),
    ])
    func `a broken text is refused with its line`(text: String, line: Int, problem: SDPProblem) {
        #expect(throws: SDPError(line: line, problem: problem)) { try SessionDescription(parsing: text) }
    }

    @Test(arguments: [
        ("mid", "a b"), ("mid", ""), ("ice-ufrag", "abc"), ("ice-ufrag", "ab cd"), ("ice-pwd", "short"),
        ("fingerprint", "sha-256"), ("fingerprint", "sha-256 A5:XY"), ("fingerprint", "sha-256 +5:A5"),
        ("setup", "later"), ("rtpmap", "96"), ("rtpmap", "96 VP8"), ("rtpmap", "96 VP8/0"), ("rtpmap", "300 VP8/90000"),
        ("rtpmap", "96 opus/48000/0"), ("extmap", "0 urn:x"), ("extmap", "65536 urn:x"), ("extmap", "3"),
        ("extmap", "/ urn:x"), ("extmap", "3/sideways urn:x"), ("ssrc", "-1 cname:x"), ("ssrc", "4294967296 cname:x"),
        ("ssrc-group", "FID"),
        ("ssrc-group", "FID 1 x"), ("rid", "a"), ("rid", "a both"), ("msid", ""), ("fmtp", "x y"),
        ("rtcp-fb", "nack"),
    ])
    func `an attribute that breaks its grammar is refused`(name: String, value: String) throws {
        let text = "v=0\no=- 1 1 IN IP4 0.0.0.0\nm=video 9 UDP/TLS/RTP/SAVPF 96\na=\(name):\(value)\n"
        let error = #expect(throws: SDPError.self) { try SessionDescription(parsing: text) }
        #expect(error == SDPError(line: 4, problem: .badAttribute(name)))
        #expect(error?.detail == "Line 4: The value of a=\(name) does not follow its grammar.")
    }

    @Test func `limits hold`() {
        let head = "v=0\no=- 1 1 IN IP4 0.0.0.0\n"
        let sections = head + String(repeating: "m=video 9 RTP/AVP 96\n", count: SDPLimits.mediaSections)
        #expect(throws: Never.self) { try SessionDescription(parsing: sections) }
        let cases: [(String, SDPProblem)] = [
            (sections + "m=video 9 RTP/AVP 96\n", .tooManyMediaSections),
            (head + String(repeating: "a=x\n", count: SDPLimits.attributesPerSection + 1), .tooManyAttributes),
            (
                head + "m=video 9 RTP/AVP" + String(repeating: " 96", count: SDPLimits.payloadTypes + 1) + "\n",
                .tooManyPayloadTypes
            ),
            (head + String(repeating: "\n", count: SDPLimits.lines), .tooManyLines),
            (head + "a=" + String(repeating: "x", count: SDPLimits.bytes), .tooManyBytes),
        ]
        for (text, problem) in cases {
            let error = #expect(throws: SDPError.self) { try SessionDescription(parsing: text) }
            #expect(error?.problem == problem)
        }
    }

    @Test(arguments: Offers.all)
    func `an offer cut off or changed anywhere is read or refused`(offer: String) {
        let bytes = Array(offer.utf8)
        for length in stride(from: 0, to: bytes.count, by: 41) {
            let text = String(decoding: bytes[..<length], as: UTF8.self)
            if let description = try? SessionDescription(parsing: text) {
                let again = try? SessionDescription(parsing: description.description)
                #expect(again == description)
            }
        }
        var state: UInt64 = 1
        for _ in 0..<40 {
            var changed = bytes
            for _ in 0..<5 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                changed[Int(state >> 33) % changed.count] = UInt8(truncatingIfNeeded: state >> 25)
            }
            if let description = try? SessionDescription(parsing: String(decoding: changed, as: UTF8.self)) {
                let again = try? SessionDescription(parsing: description.description)
                #expect(again == description)
            }
        }
    }
}
