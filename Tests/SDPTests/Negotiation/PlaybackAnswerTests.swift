import RTP
import SDP
import Testing

struct PlaybackAnswerTests {
    private func answer(_ offer: String, options: PlaybackOptions = PlaybackOptions()) throws -> PlaybackAnswer {
        try PlaybackAnswer(
            to: SessionDescription(parsing: offer), from: Server.transport(), streams: Server.streams(),
            options: options)
    }

    @Test func `every codec the viewer decodes keeps its payload type`() throws {
        let answer = try answer(Offers.chromiumPlay)
        let video = try #require(answer.session.track(.video))
        #expect(video.formats.map(\.payloadType.rawValue) == [96, 102, 108, 45, 98])
        #expect(video.formats.map { $0.retransmission?.rawValue } == [97, 103, 109, 46, 99])
        #expect(answer.description.media[0].formats.count == 11)
        #expect(video.formats[0].feedback == [.nack, .pictureLoss, .fullIntra])
        #expect(video.extensions[.playoutDelay]?.rawValue == 5)
        #expect(video.extensions[.videoOrientation]?.rawValue == 3)
        #expect(video.extensions[.transportSequenceNumber] == nil)
        #expect(answer.session.track(.audio)?.extensions[.audioLevel] == nil)
        #expect(video.streams.isEmpty)
    }

    @Test func `our streams are declared with their retransmissions`() throws {
        let description = try answer(Offers.chromiumPlay).description
        #expect(description.media.map(\.direction) == [.sendOnly, .sendOnly])
        let text = description.description
        for line in [
            "a=msid:demo video", "a=ssrc-group:FID 2000 2001", "a=ssrc:2000 cname:tradewind",
            "a=ssrc:2000 msid:demo video", "a=ssrc:2001 cname:tradewind", "a=msid:demo audio",
            "a=ssrc:1000 cname:tradewind", "a=setup:passive", "a=ice-lite", "a=end-of-candidates",
            "a=candidate:1 1 udp 2130706431 203.0.113.7 7882 typ host",
        ] {
            #expect(text.contains("\(line)\r\n"), "\(line)")
        }
    }

    @Test func `feedback on the transport comes with its extension`() throws {
        let answer = try answer(
            Offers.chromiumPlay,
            options: PlaybackOptions(extensions: [.mid, .transportSequenceNumber, .absoluteSendTime]))
        let video = try #require(answer.session.track(.video))
        #expect(video.extensions[.transportSequenceNumber]?.rawValue == 4)
        #expect(video.formats[0].feedback == [.nack, .pictureLoss, .fullIntra, .transportWide, .bitrateEstimate])
    }

    @Test func `sound may carry earlier packets where the viewer unpacks them`() throws {
        let answer = try answer(Offers.chromiumPlay)
        let opus = try #require(answer.session.track(.audio)?.format(for: .opus))
        #expect(opus.redundancy?.rawValue == 63)
        let text = answer.description.description
        #expect(text.contains("a=rtpmap:63 red/48000/2\r\n") && text.contains("a=fmtp:63 111/111\r\n"))
        let mixed = Offers.chromiumPlay.replacing("a=fmtp:63 111/111", with: "a=fmtp:63 111/112")
        #expect(try self.answer(mixed).session.track(.audio)?.format(for: .opus)?.redundancy == nil)
    }

    @Test func `what protects the picture is declared with the stream it protects`() throws {
        let answer = try answer(Offers.chromiumPlay)
        #expect(answer.session.track(.video)?.protection?.rawValue == 49)
        let text = answer.description.description
        for line in [
            "a=rtpmap:49 flexfec-03/90000", "a=fmtp:49 repair-window=10000000", "a=ssrc-group:FEC-FR 2000 2002",
            "a=ssrc:2002 cname:tradewind",
        ] {
            #expect(text.contains("\(line)\r\n"), "\(line)")
        }
    }

    @Test func `a viewer without retransmission gets none declared`() throws {
        let answer = try answer(Offers.obs.replacing("a=sendonly", with: "a=recvonly"))
        let video = try #require(answer.session.track(.video))
        #expect(video.formats[0].retransmission == nil)
        let section = try #require(answer.description.media.last)
        #expect(section.sources.map(\.ssrc.rawValue) == [2_000])
        #expect(section.sourceGroups.isEmpty)
    }

    @Test func `Firefox is answered, its data section refused`() throws {
        let answer = try answer(Offers.firefoxPlay)
        #expect(answer.session.track(.video)?.formats.map(\.codec) == [.vp8, .vp9, .h264])
        #expect(answer.session.track(.video)?.extensions[.playoutDelay]?.rawValue == 6)
        #expect(answer.description.media.map(\.port) == [9, 9, 0])
        #expect(answer.description.bundle.map(\.rawValue) == ["0", "1"])
    }

    @Test func `an extension that flows the other way is not taken`() throws {
        let offer = Offers.firefoxPlay.replacing("extmap:6/recvonly", with: "extmap:6/sendonly")
        #expect(try answer(offer).session.track(.video)?.extensions[.playoutDelay] == nil)
    }

    @Test func `the H264 format of the host's profile is chosen`() throws {
        let video = try #require(try answer(Offers.chromiumPlay).session.track(.video))
        let cases: [(String, UInt8)] = [("42001f", 102), ("42e01f", 108), ("42c033", 108), ("64001f", 102)]
        for (text, type) in cases {
            let profile = try #require(H264Profile(parsing: text))
            #expect(video.format(for: .h264, profile: profile)?.payloadType.rawValue == type, "\(text)")
        }
        #expect(video.format(for: .vp8)?.payloadType.rawValue == 96)
        #expect(video.format(for: .opus) == nil)
    }

    @Test func `a viewer without fragments of H264 has no H264`() throws {
        let offer = Offers.obs.replacing("a=sendonly", with: "a=recvonly")
            .replacing("packetization-mode=1", with: "packetization-mode=0")
        #expect(throws: NegotiationError.noCommonCodec(.video, offered: ["H264"])) { try answer(offer) }
    }

    @Test func `a viewer who only sends is refused`() {
        #expect(throws: NegotiationError.nothingToSend) { try answer(Offers.obs) }
    }

    @Test(arguments: Offers.all)
    func `every answer survives its own text`(offer: String) throws {
        let parsed = try SessionDescription(parsing: offer)
        if let answer = try? PlaybackAnswer(to: parsed, from: Server.transport(), streams: Server.streams()) {
            #expect(try SessionDescription(parsing: answer.description.description) == answer.description)
        } else {
            let answer = try IngestAnswer(to: parsed, from: Server.transport())
            #expect(try SessionDescription(parsing: answer.description.description) == answer.description)
        }
    }
}
