import RTP
import SDP
import Testing

struct ClientOfferTests {
    private func local() throws -> LocalTransport {
        LocalTransport(
            session: 7, credentials: try Server.credentials("clnt"),
            fingerprint: Fingerprint(sha256: [UInt8](repeating: 1, count: 32)), candidates: [], isIceLite: false)
    }

    /// A description as the peer reads it.
    private func sent(_ description: SessionDescription) throws -> SessionDescription {
        try SessionDescription(parsing: description.description)
    }

    @Test func `a publisher and a server agree`() throws {
        let offer = PublishOffer(local: try local(), streams: try Server.streams()[0])
        let answer = try IngestAnswer(to: sent(offer.description), from: Server.transport())
        let session = try offer.negotiated(with: sent(answer.description))
        #expect(session.role == .client)
        #expect(session.remote.isIceLite)
        #expect(session.remote.candidates == [Server.candidate])
        #expect(session.remote.hasEndOfCandidates)
        #expect(session.tracks.map(\.kind) == [.audio, .video])
        #expect(session.track(.video)?.formats == answer.session.track(.video)?.formats)
        #expect(session.track(.video)?.formats.map(\.codec) == [.vp8, .h264, .vp9, .av1])
        #expect(session.track(.video)?.extensions == answer.session.track(.video)?.extensions)
        #expect(session.track(.video)?.extensions[.transportSequenceNumber] != nil)
        #expect(answer.session.track(.video)?.streams.map(\.ssrc.rawValue) == [2_000])
        #expect(answer.session.track(.video)?.streams.first?.retransmission?.rawValue == 2_001)
    }

    @Test func `a player and a server agree`() throws {
        let offer = PlayOffer(local: try local())
        let answer = try PlaybackAnswer(
            to: sent(offer.description), from: Server.transport(), streams: Server.streams())
        let session = try offer.negotiated(with: sent(answer.description))
        let video = try #require(session.track(.video))
        #expect(video.streams.map(\.ssrc.rawValue) == [2_000])
        #expect(video.streams.first?.retransmission?.rawValue == 2_001)
        #expect(video.extensions[.playoutDelay] != nil)
        #expect(session.track(.audio)?.streamID == MediaStreamID(stream: "demo", track: "audio"))
    }

    @Test func `a player gets as many slots as it asks for and the server has, each under names of its own`() throws {
        let offer = PlayOffer(local: try local(), slots: 3)
        let answer = try PlaybackAnswer(
            to: sent(offer.description), from: Server.transport(), streams: Server.streams(slots: 2))
        #expect(answer.description.media.map(\.isRefused) == [false, false, false, false, true, true])
        #expect(answer.description.bundle.count == 4)
        let session = try offer.negotiated(with: sent(answer.description))
        #expect(session.tracks(.video).flatMap(\.streams).map(\.ssrc.rawValue) == [2_000, 2_003])
        #expect(session.tracks(.video).flatMap(\.streams).map(\.retransmission?.rawValue) == [2_001, 2_004])
        #expect(session.tracks(.audio).flatMap(\.streams).map(\.ssrc.rawValue) == [1_000, 1_001])
    }

    @Test func `only the chosen codecs are offered`() throws {
        let offer = PlayOffer(local: try local(), formats: OfferedFormats(video: [.h264], audio: false))
        #expect(offer.description.media.count == 1)
        #expect(offer.description.media[0].formats.count == 2)
    }

    @Test func `a server that is the DTLS client makes us the server`() throws {
        let offer = PlayOffer(local: try local())
        let answer = try PlaybackAnswer(
            to: offer.description, from: Server.transport(roles: [.client]), streams: Server.streams())
        #expect(try offer.negotiated(with: answer.description).role == .server)
    }

    @Test func `a refused section leaves the other`() throws {
        let offer = PlayOffer(local: try local())
        let answer = try PlaybackAnswer(to: offer.description, from: Server.transport(), streams: Server.streams())
        var refused = answer.description
        refused.media[1].port = 0
        #expect(try offer.negotiated(with: refused).tracks.map(\.kind) == [.audio])
        refused.media[0].port = 0
        #expect(throws: NegotiationError.everythingRefused) { try offer.negotiated(with: refused) }
    }

    @Test(arguments: [
        ("a section is missing", "m=video", "x=video"), ("other mid", "a=mid:1", "a=mid:5"),
        ("other extension id", "a=extmap:1 ", "a=extmap:9 "), ("other codec", "VP8/90000", "VP9/90000"),
        ("other kind", "m=video", "m=audio"),
    ])
    func `an answer that does not fit is refused`(what: String, old: String, new: String) throws {
        let offer = PlayOffer(local: try local())
        let answer = try PlaybackAnswer(to: offer.description, from: Server.transport(), streams: Server.streams())
        let changed = try SessionDescription(parsing: answer.description.description.replacing(old, with: new))
        #expect(throws: NegotiationError.answerDoesNotFit, "\(what)") { try offer.negotiated(with: changed) }
    }

    @Test func `an answer may not leave the DTLS role open`() throws {
        let offer = PlayOffer(local: try local())
        let answer = try PlaybackAnswer(to: offer.description, from: Server.transport(), streams: Server.streams())
        let open = try SessionDescription(
            parsing: answer.description.description.replacing("setup:passive", with: "setup:actpass"))
        #expect(throws: NegotiationError.setupConflict(.either)) { try offer.negotiated(with: open) }
    }

    private func layers(_ ids: String...) throws -> [StreamID] {
        try ids.map { try #require(StreamID(rawValue: $0)) }
    }

    private func publishOffer(layers: [StreamID]) throws -> PublishOffer {
        PublishOffer(
            local: try local(), streams: try Server.streams()[0], formats: OfferedFormats(video: [.vp8]), layers: layers
        )
    }

    @Test(arguments: [[], ["q"]])
    func `fewer than two layers are one declared stream`(ids: [String]) throws {
        let digest = Array(repeating: "01", count: 32).joined(separator: ":")
        let transport = """
            a=ice-ufrag:clnt
            a=ice-pwd:abcdefghijklmnopqrstuv
            a=ice-options:trickle
            a=fingerprint:sha-256 \(digest)
            a=setup:actpass
            """
        let text = Offers.text(
            """
            v=0
            o=- 7 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            m=audio 9 UDP/TLS/RTP/SAVPF 98
            c=IN IP4 0.0.0.0
            a=mid:0
            \(transport)
            a=sendonly
            a=rtcp-mux
            a=rtcp-rsize
            a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap:4 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=extmap:5 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=extmap:6 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=rtpmap:98 opus/48000/2
            a=rtcp-fb:98 transport-cc
            a=fmtp:98 minptime=10;useinbandfec=1
            a=msid:demo audio
            a=ssrc:1000 cname:tradewind
            a=ssrc:1000 msid:demo audio
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            c=IN IP4 0.0.0.0
            a=mid:1
            \(transport)
            a=sendonly
            a=rtcp-mux
            a=rtcp-rsize
            a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap:4 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=extmap:5 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=extmap:7 urn:3gpp:video-orientation
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 nack
            a=rtcp-fb:96 nack pli
            a=rtcp-fb:96 ccm fir
            a=rtcp-fb:96 transport-cc
            a=rtcp-fb:96 goog-remb
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=msid:demo video
            a=ssrc-group:FID 2000 2001
            a=ssrc:2000 cname:tradewind
            a=ssrc:2000 msid:demo video
            a=ssrc:2001 cname:tradewind
            a=ssrc:2001 msid:demo video
            """)
        let offer = try publishOffer(layers: ids.compactMap { StreamID(rawValue: $0) })
        #expect(offer.description.description == text)
        #expect(offer.extensionID(.mid)?.rawValue == 1)
        #expect(offer.extensionID(.rid) == nil && offer.extensionID(.repairedRID) == nil)
    }

    @Test func `a publisher offers its layers as browsers do`() throws {
        let offer = try publishOffer(layers: layers("q", "h", "f"))
        let video = try #require(offer.description.media.last)
        #expect(video.sources.isEmpty && video.sourceGroups.isEmpty)
        #expect(video.streams == [MediaStreamID(stream: "demo", track: "video")])
        let text = offer.description.description
        #expect(text.hasSuffix("a=rid:q send\r\na=rid:h send\r\na=rid:f send\r\na=simulcast:send q;h;f\r\n"))
        #expect(offer.description.media[0] == (try publishOffer(layers: [])).description.media[0])
        let ids = [HeaderExtensionURI.mid, .rid, .repairedRID].map { uri in
            (offer.extensionID(uri), video.extensions.first { $0.knownURI == uri }?.id)
        }
        #expect(ids.allSatisfy { $0 != nil && $0 == $1 })
        #expect(Set(video.extensions.map(\.id)).count == video.extensions.count)
    }

    @Test func `a publisher and a server agree on layers`() throws {
        let offered = try layers("a", "b", "c", "d")
        let offer = try publishOffer(layers: offered)
        let answer = try IngestAnswer(to: sent(offer.description), from: Server.transport())
        let video = try #require(try offer.negotiated(with: sent(answer.description)).track(.video))
        #expect(video.layers == Array(offered.prefix(3)))
        #expect(video.layers == answer.session.track(.video)?.layers)
        #expect(answer.session.track(.video)?.streams == [])
        for uri in [HeaderExtensionURI.mid, .rid, .repairedRID] {
            #expect(video.extensions[uri] == offer.extensionID(uri))
        }
    }

    @Test(
        arguments: [
            ("one", "recv q;h;f", "recv h", ["h"]), ("another order", "recv q;h;f", "recv f;q", ["q", "f"]),
            ("paused", "recv q;h;f", "recv q;~h", ["q", "h"]), ("no rid line", "a=rid:f recv\r\n", "", ["q", "h"]),
            ("never offered", "f recv\r\na=simulcast:recv q;h;f", "x recv\r\na=simulcast:recv q;x", ["q"]),
            ("no simulcast", "a=simulcast:recv q;h;f\r\n", "", []), ("the wrong way", "recv q;h;f", "send q;h;f", []),
            (
                "no extension", "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
                "urn:ietf:params:rtp-hdrext:toffset", []
            ),
        ] as [(String, String, String, [String])])
    func `only the layers that an answer accepts are sent`(
        what: String, old: String, new: String, accepted: [String]
    ) throws {
        let offer = try publishOffer(layers: layers("q", "h", "f"))
        let answer = try IngestAnswer(to: offer.description, from: Server.transport()).description.description
        #expect(answer.contains(old))
        let changed = try SessionDescription(parsing: answer.replacing(old, with: new))
        #expect(try offer.negotiated(with: changed).track(.video)?.layers.map(\.rawValue) == accepted, "\(what)")
    }
}
