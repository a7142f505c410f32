import RTP
import SDP
import Testing

struct SimulcastAnswerTests {
    private func answer(_ offer: String, options: IngestOptions = IngestOptions()) throws -> IngestAnswer {
        try IngestAnswer(to: SessionDescription(parsing: offer), from: Server.transport(), options: options)
    }

    /// Chromium's offer with other layers.
    private func offer(_ layers: [String], simulcast: String) -> String {
        Offers.chromiumSimulcast.replacing(
            "a=rid:q send\r\na=rid:h send\r\na=rid:f send\r\na=simulcast:send q;h;f\r\n",
            with: layers.map { "a=rid:\($0) send\r\n" }.joined() + "a=simulcast:\(simulcast)\r\n")
    }

    /// The lines of a text that a simulcast is made of.
    private func lines(_ answer: IngestAnswer) -> [String] {
        answer.description.description.split(separator: "\r\n").map(String.init).filter {
            $0.hasPrefix("a=rid:") || $0.hasPrefix("a=simulcast:")
        }
    }

    @Test func `a browser's layers are taken`() throws {
        let answer = try answer(Offers.chromiumSimulcast)
        #expect(lines(answer) == ["a=rid:q recv", "a=rid:h recv", "a=rid:f recv", "a=simulcast:recv q;h;f"])
        let video = try #require(answer.session.track(.video))
        #expect(video.layers.map(\.rawValue) == ["q", "h", "f"])
        #expect(video.streams.isEmpty)
        #expect(video.formats.map { $0.retransmission?.rawValue } == [97, 103, 109, 46, 99])
        let ids: [HeaderExtensionURI: UInt8] = [.mid: 4, .rid: 10, .repairedRID: 11, .dependencyDescriptor: 12]
        for (uri, id) in ids {
            #expect(video.extensions[uri]?.rawValue == id, "\(uri)")
            #expect(answer.description.media[1].extensions.contains { $0.knownURI == uri && $0.id.rawValue == id })
        }
        let audio = try #require(answer.session.track(.audio))
        #expect(audio.layers.isEmpty)
        #expect(audio.streams.map(\.ssrc.rawValue) == [3_170_448_231])
        #expect(answer.description.media[0].simulcast == nil && answer.description.media[0].restrictions.isEmpty)
    }

    @Test(
        arguments: [
            ("two", ["q", "f"], "send q;f", ["q", "f"]),
            ("the offer's order", ["q", "h", "f"], "send f;h;q", ["f", "h", "q"]),
            ("more than three", ["a", "b", "c", "d", "e"], "send a;b;c;d;e", ["a", "b", "c"]),
            ("paused ones", ["q", "h", "f"], "send q;~h;~f", ["q", "h", "f"]),
            ("alternatives", ["a", "b", "c", "d"], "send a,b;~c,d", ["a", "c"]),
            ("one without its line", ["q", "f", "g"], "send q;h;f;g", ["q", "f", "g"]),
            ("both ways", ["q", "h"], "recv x send q;h", ["q", "h"]),
        ] as [(String, [String], String, [String])])
    func `layers are accepted`(what: String, layers: [String], simulcast: String, accepted: [String]) throws {
        let answer = try answer(offer(layers, simulcast: simulcast))
        #expect(answer.session.track(.video)?.layers.map(\.rawValue) == accepted, "\(what)")
        let expected = accepted.map { "a=rid:\($0) recv" } + ["a=simulcast:recv \(accepted.joined(separator: ";"))"]
        #expect(lines(answer) == expected, "\(what)")
        #expect(try SessionDescription(parsing: answer.description.description) == answer.description)
    }

    @Test func `a picture of one stream is answered without layers`() throws {
        let rid = "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
        let cases = [
            ("one layer", offer(["q"], simulcast: "send q")),
            ("one layer has its line", offer(["q"], simulcast: "send q;h;f")),
            ("one layer, named twice", offer(["q"], simulcast: "send q;q")),
            ("one layer of alternatives", offer(["q", "h"], simulcast: "send q,h")),
            ("the host takes layers", offer(["q", "h"], simulcast: "recv q;h")),
            ("no simulcast line", Offers.chromiumSimulcast.replacing("a=simulcast:send q;h;f\r\n", with: "")),
            ("no extension", Offers.chromiumSimulcast.replacing(rid, with: "")),
            ("an id no packet carries", Offers.chromiumSimulcast.replacing("extmap:10 ", with: "extmap:16 ")),
            ("no simulcast", Offers.chromiumPublish),
        ]
        for (what, offer) in cases {
            let answer = try answer(offer)
            #expect(answer.session.track(.video)?.layers == [], "\(what)")
            #expect(lines(answer).isEmpty, "\(what)")
        }
    }

    @Test func `no layers are taken where their extension is not wanted`() throws {
        let answer = try answer(Offers.chromiumSimulcast, options: IngestOptions(extensions: [.mid, .repairedRID]))
        #expect(answer.session.track(.video)?.layers == [])
        #expect(lines(answer).isEmpty)
    }

    @Test func `sound has no layers`() throws {
        let simulcast = "a=rid:q send\r\na=rid:h send\r\na=simulcast:send q;h\r\n"
        let extensions = "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
        let offer = Offers.chromiumPublish.replacing("m=video", with: extensions + simulcast + "m=video")
        let answer = try answer(offer)
        #expect(answer.session.track(.audio)?.extensions[.rid]?.rawValue == 10)
        #expect(answer.session.track(.audio)?.layers == [])
        #expect(lines(answer).isEmpty)
    }

    @Test func `a viewer is sent one stream`() throws {
        for direction in ["recvonly", "sendrecv"] {
            let offer = Offers.chromiumSimulcast.replacing("a=sendonly", with: "a=\(direction)")
                .replacing("send q;h;f", with: "send q;h;f recv x;y")
                .replacing("a=rid:q send\r\n", with: "a=rid:q send\r\na=rid:x recv\r\na=rid:y recv\r\n")
            let answer = try PlaybackAnswer(
                to: SessionDescription(parsing: offer), from: Server.transport(), streams: Server.streams(),
                options: PlaybackOptions(extensions: [.mid, .rid, .repairedRID]))
            #expect(answer.session.track(.video)?.layers == [])
            #expect(!answer.description.description.contains("a=rid:"))
            #expect(!answer.description.description.contains("a=simulcast:"))
        }
    }
}
