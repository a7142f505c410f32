import RTP
import SDP
import Testing

struct IngestAnswerTests {
    private func answer(
        _ offer: String, roles: [DTLSRole] = [.server, .client], options: IngestOptions = IngestOptions()
    ) throws -> IngestAnswer {
        try IngestAnswer(
            to: SessionDescription(parsing: offer), from: Server.transport(roles: roles), options: options)
    }

    private func declared(_ ssrc: UInt32, _ retransmission: UInt32? = nil) -> DeclaredStream {
        DeclaredStream(
            ssrc: SSRC(rawValue: ssrc), retransmission: retransmission.map(SSRC.init),
            canonicalName: "NuUc7XWdz+nEpeQi")
    }

    @Test func `a browser's camera and microphone are taken`() throws {
        let answer = try answer(Offers.chromiumPublish)
        let session = answer.session
        #expect(session.role == .server)
        #expect(session.remote.credentials.userFragment == "lwh/")
        #expect(session.remote.candidates.map(\.port) == [59_894, 9, 59_487])
        #expect(session.remote.fingerprints.count == 1)

        let audio = try #require(session.track(.audio))
        #expect(audio.mid.rawValue == "0")
        #expect(audio.formats.map(\.payloadType.rawValue) == [111])
        #expect(audio.formats[0].feedback == [.transportWide])
        #expect(audio.extensions[.audioLevel]?.rawValue == 1)
        #expect(audio.streams == [declared(2_099_883_290)])

        let video = try #require(session.track(.video))
        #expect(video.formats.map(\.payloadType.rawValue) == [96, 102, 108, 45, 98])
        #expect(video.formats.map { $0.retransmission?.rawValue } == [97, 103, 109, 46, 99])
        #expect(video.formats[0].feedback == [.nack, .pictureLoss, .fullIntra, .transportWide, .bitrateEstimate])
        #expect(video.extensions[.transportSequenceNumber]?.rawValue == 3)
        #expect(video.extensions[.videoOrientation]?.rawValue == 13)
        #expect(video.extensions[.playoutDelay] == nil)
        #expect(video.streams == [declared(2_965_138_477, 100_713_122)])
        #expect(video.streamID == MediaStreamID(stream: "bad2e0ab", track: "3d235c0e"))
    }

    @Test func `the answer says what it must, and where`() throws {
        let description = try answer(Offers.chromiumPublish).description
        #expect(description.isIceLite)
        #expect(description.bundle.map(\.rawValue) == ["0", "1"])
        for section in description.media {
            #expect(section.direction == .receiveOnly)
            #expect(section.port == 9)
            #expect(section.transport.setup == .passive)
            #expect(section.transport.credentials?.userFragment == "srvr")
            #expect(section.transport.iceOptions == ["trickle"])
            #expect(section.transport.fingerprints.count == 1)
            #expect(section.multiplexesRTCP && section.allowsReducedSizeRTCP && section.allowsMixedExtensions)
            #expect(section.sources.isEmpty && section.streams.isEmpty)
        }
        for section in description.media {
            #expect(section.candidates == [Server.candidate] && section.hasEndOfCandidates)
        }
        #expect(description.media[0].formats.last?.parameters?.text == "minptime=10;useinbandfec=1")
        let h264 = try #require(PayloadType(rawValue: 102).flatMap(description.media[1].format))
        #expect(
            h264.parameters?.text == "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f")
        #expect(description.media[1].formats.count == 10)
    }

    @Test(
        arguments: [
            ("obs", Offers.obs, [MediaCodec.h264], 1_357_987, nil),
            ("aiortc", Offers.aiortc, [.vp8], 2_353_396_069, 98),
            ("FFmpeg", Offers.ffmpeg, [.h264], 3_694_813_706, nil),
        ] as [(String, String, [MediaCodec], UInt32, UInt8?)])
    func `clients that are no browsers are taken`(
        what: String, offer: String, codecs: [MediaCodec], ssrc: UInt32, retransmission: UInt8?
    ) throws {
        let answer = try answer(offer)
        let video = try #require(answer.session.track(.video))
        #expect(video.formats.map(\.codec) == codecs, "\(what)")
        #expect(video.formats[0].retransmission?.rawValue == retransmission, "\(what)")
        #expect(video.streams.map(\.ssrc.rawValue) == [ssrc], "\(what)")
        #expect(answer.session.track(.audio)?.formats.map(\.codec) == [.opus], "\(what)")
        #expect(answer.description.media[0].formats[0].parameters?["useinbandfec"] == "1", "\(what)")
    }

    @Test func `sound with earlier packets in it is asked for before the plain one`() throws {
        let answer = try answer(Offers.chromiumPublish)
        #expect(answer.session.track(.audio)?.format(for: .opus)?.redundancy?.rawValue == 63)
        let text = answer.description.description
        for line in ["m=audio 9 UDP/TLS/RTP/SAVPF 63 111", "a=rtpmap:63 red/48000/2", "a=fmtp:63 111/111"] {
            #expect(text.contains("\(line)\r\n"), "\(line)")
        }
    }

    @Test(arguments: [
        ("other sound in it", "a=fmtp:63 111/111", "a=fmtp:63 111/0"),
        ("nothing said of it", "a=fmtp:63 111/111\r\n", ""),
        ("one channel", "red/48000/2", "red/48000"), ("the picture's", "red/48000/2", "red/90000"),
        ("another format's", "a=fmtp:63 111/111", "a=fmtp:63 9/9"),
    ])
    func `sound with earlier packets in it is taken only of Opus`(what: String, from: String, to: String) throws {
        let answer = try answer(Offers.chromiumPublish.replacing(from, with: to))
        #expect(answer.session.track(.audio)?.format(for: .opus)?.redundancy == nil, "\(what)")
        #expect(answer.description.description.contains("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"), "\(what)")
    }

    @Test func `a host that gives lost sound again is asked to`() throws {
        let offer = Offers.chromiumPublish.replacing(
            "a=rtcp-fb:111 transport-cc", with: "a=rtcp-fb:111 transport-cc\r\na=rtcp-fb:111 nack")
        let answer = try answer(offer)
        #expect(answer.session.track(.audio)?.formats[0].feedback == [.nack, .transportWide])
        #expect(answer.description.description.contains("a=rtcp-fb:111 nack\r\n"))
    }

    @Test func `a passive offer is refused by a server that begins no handshake`() {
        #expect(throws: NegotiationError.setupConflict(.passive)) { try answer(Offers.ffmpeg, roles: [.server]) }
    }

    @Test func `extensions whose ids the one-byte form cannot carry are not agreed on`() throws {
        for id in ["15", "16", "255", "4096"] {
            let offer = Offers.chromiumPublish.replacing("extmap:13 ", with: "extmap:\(id) ")
            let video = try #require(try answer(offer).session.track(.video))
            #expect(video.extensions[.videoOrientation] == nil, "\(id)")
            #expect(video.extensions[.transportSequenceNumber]?.rawValue == 3, "\(id)")
        }
    }

    @Test func `feedback for all formats at once counts for each`() throws {
        let video = try #require(try answer(Offers.pion).session.track(.video))
        #expect(video.formats[0].feedback == [.nack, .pictureLoss])
    }

    @Test func `sections beyond the first of a kind are refused in place`() throws {
        let video = try #require(Offers.chromiumPublish.firstRange(of: "m=video"))
        let second = Offers.chromiumPublish[video.lowerBound...]
        let offer =
            Offers.chromiumPublish.replacing("BUNDLE 0 1", with: "BUNDLE 0 1 2")
            + String(second).replacing("a=mid:1", with: "a=mid:2")
            + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:3\r\n"
        let answer = try answer(offer)
        #expect(answer.session.tracks.count == 2)
        #expect(answer.description.bundle.map(\.rawValue) == ["0", "1"])
        #expect(answer.description.media.map(\.port) == [9, 9, 0, 0])
        #expect(answer.description.media.map { $0.mid?.rawValue } == ["0", "1", "2", "3"])
        #expect(answer.description.media[2].direction == .inactive)
        #expect(answer.description.media[3].otherFormats == ["webrtc-datachannel"])
        #expect(answer.description.description.contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n"))
    }

    @Test func `a section without a common codec gives way to a later one`() throws {
        let video = try #require(Offers.pion.firstRange(of: "m=video"))
        let offer =
            Offers.pion.replacing("BUNDLE 0", with: "BUNDLE 0 1").replacing("VP8/90000", with: "H265/90000")
            + String(Offers.pion[video.lowerBound...]).replacing("a=mid:0", with: "a=mid:1")
        let answer = try answer(offer)
        #expect(answer.session.track(.video)?.mid.rawValue == "1")
        #expect(answer.description.media.map(\.port) == [0, 9])
        #expect(answer.description.media[1].candidates == [Server.candidate])
    }

    @Test func `only wanted codecs are taken`() throws {
        let answer = try answer(Offers.chromiumPublish, options: IngestOptions(codecs: [.h264, .opus]))
        #expect(answer.session.track(.video)?.formats.map(\.codec) == [.h264, .h264])
    }

    @Test func `H264 without fragments is taken when there is no other`() throws {
        let offer = Offers.obs.replacing("packetization-mode=1", with: "packetization-mode=0")
        #expect(try answer(offer).session.track(.video)?.formats.map(\.codec) == [.h264])
    }

    @Test(arguments: [
        ("actpass", [DTLSRole.server], DTLSRole.server), ("actpass", [.client, .server], .client),
        ("active", [.client, .server], .server), ("passive", [.server, .client], .client),
    ])
    func `the DTLS role follows from the offer and our preference`(
        setup: String, roles: [DTLSRole], role: DTLSRole
    ) throws {
        let answer = try answer(Offers.pion.replacing("setup:actpass", with: "setup:\(setup)"), roles: roles)
        #expect(answer.session.role == role)
        #expect(answer.description.media[0].transport.setup == (role == .server ? .passive : .active))
    }

    @Test(arguments: [
        ("no section sends", Offers.chromiumPlay, NegotiationError.nothingToReceive),
        (
            "no codec", Offers.obs.replacing("H264/90000", with: "H265/90000"),
            .noCommonCodec(.video, offered: ["H265"])
        ),
        (
            "no Opus", Offers.obs.replacing("opus/48000/2", with: "PCMU/8000"),
            .noCommonCodec(.audio, offered: ["PCMU"])
        ),
        ("no bundle", Offers.obs.replacing("a=group:BUNDLE 0 1\r\n", with: ""), .noBundle),
        ("half a bundle", Offers.obs.replacing("BUNDLE 0 1", with: "BUNDLE 0"), .noBundle),
        ("no mux", Offers.obs.replacing("a=rtcp-mux\r\n", with: ""), .noRTCPMultiplexing(.audio)),
        ("no mid", Offers.obs.replacing("a=mid:1\r\n", with: ""), .noMid(.video)),
        ("no user fragment", Offers.obs.replacing("a=ice-ufrag:7nOq\r\n", with: ""), .noIceCredentials),
        ("no fingerprint", Offers.pion.replacing("a=fingerprint", with: "a=x-fingerprint"), .noFingerprint),
        ("held", Offers.obs.replacing("actpass", with: "holdconn"), .setupConflict(.holdConnection)),
        ("refused sections", Offers.pion.replacing("m=video 9", with: "m=video 0"), .nothingToReceive),
        ("no encryption", Offers.pion.replacing("UDP/TLS/RTP/SAVPF", with: "RTP/AVP"), .nothingToReceive),
    ])
    func `an offer that cannot be met is refused with its reason`(
        what: String, offer: String, reason: NegotiationError
    ) throws {
        #expect(throws: reason, "\(what)") { try answer(offer) }
        #expect(reason.code.allSatisfy { $0.isLowercase || $0 == "-" })
        #expect(reason.detail.hasSuffix("."))
        #expect(reason.action.hasSuffix("."))
    }
}
