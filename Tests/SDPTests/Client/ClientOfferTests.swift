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
        let offer = PublishOffer(local: try local(), streams: try Server.streams())
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
}
