import RTP
import SDP
import Testing

struct SimulcastTests {
    /// A video section with these lines.
    private func section(_ lines: [String]) throws -> MediaDescription {
        let head = "v=0\no=- 1 1 IN IP4 0.0.0.0\nm=video 9 UDP/TLS/RTP/SAVPF 96\n"
        return try SessionDescription(parsing: head + lines.map { "a=\($0)\n" }.joined()).media[0]
    }

    private func text(_ layers: [Simulcast.Layer]) -> [[String]] {
        layers.map { $0.alternatives.map { ($0.isPaused ? "~" : "") + $0.id.rawValue } }
    }

    @Test func `layers and what restricts them are read`() throws {
        let section = try section(["rid:q send", "rid:f send pt=96;max-width=1280", "simulcast:send q;f"])
        #expect(section.restrictions.map(\.id.rawValue) == ["q", "f"])
        #expect(section.restrictions.map(\.sends) == [true, true])
        #expect(section.restrictions.map(\.restrictions) == [nil, "pt=96;max-width=1280"])
        #expect(section.simulcast == Simulcast(sends: section.restrictions.map(\.id)))
        #expect(section.sentLayers.map(\.rawValue) == ["q", "f"])
        #expect(section.receivedLayers.isEmpty)
    }

    @Test(
        arguments: [
            ("send q;h;f", [["q"], ["h"], ["f"]], [], "send q;h;f"), ("recv q", [], [["q"]], "recv q"),
            ("send q;h recv a;b", [["q"], ["h"]], [["a"], ["b"]], "send q;h recv a;b"),
            ("recv a send q;h", [["q"], ["h"]], [["a"]], "send q;h recv a"),
            ("send 1,~2;~3", [["1", "~2"], ["~3"]], [], "send 1,~2;~3"),
            (" send  Low_1;high-2 ", [["Low_1"], ["high-2"]], [], "send Low_1;high-2"),
            ("send abcdefghijklmnop", [["abcdefghijklmnop"]], [], "send abcdefghijklmnop"),
        ] as [(String, [[String]], [[String]], String)])
    func `a simulcast is read and written`(
        value: String, sends: [[String]], receives: [[String]], written: String
    ) throws {
        let section = try section(["simulcast:\(value)"])
        let simulcast = try #require(section.simulcast)
        #expect(text(simulcast.sends) == sends)
        #expect(text(simulcast.receives) == receives)
        var description = SessionDescription(origin: Origin(session: 1))
        description.media = [section]
        #expect(description.description.contains("\r\na=simulcast:\(written)\r\n"))
        #expect(try SessionDescription(parsing: description.description) == description)
    }

    @Test(arguments: [
        ("simulcast", ""), ("simulcast", " "), ("simulcast", "q;h;f"), ("simulcast", "send"), ("simulcast", "both q"),
        ("simulcast", "SEND q"), ("simulcast", "send q h"), ("simulcast", "send q recv"),
        ("simulcast", "send q send h"), ("simulcast", "recv q recv h"), ("simulcast", "send q recv h send f"),
        ("simulcast", "send q;"), ("simulcast", "send ;q"), ("simulcast", "send q;;h"), ("simulcast", "send ;"),
        ("simulcast", "send q,"), ("simulcast", "send ,q"), ("simulcast", "send q,;h"), ("simulcast", "send ~"),
        ("simulcast", "send ~~q"), ("simulcast", "send q~"), ("simulcast", "send ~\u{301}q"),
        ("simulcast", "send q;\u{301}h"), ("simulcast", "send rid=q;h"), ("simulcast", "send q.h"),
        ("simulcast", "send \u{FF51}"), ("simulcast", "send abcdefghijklmnopq"),
        ("rid", ""), ("rid", "q"), ("rid", "q both"), ("rid", "q Send"), ("rid", "q.h send"), ("rid", "~q send"),
        ("rid", "abcdefghijklmnopq send"), ("rid", "\u{E9} send"), ("rid", "q\u{301} send"),
    ])
    func `a line that breaks its grammar is refused`(name: String, value: String) {
        #expect(throws: SDPError(line: 4, problem: .badAttribute(name))) { try section(["\(name):\(value)"]) }
    }

    @Test(arguments: [";", ","])
    func `a line names so many ids and no more`(separator: String) throws {
        let ids = (0...Simulcast.Limit.ids).map { "l\($0)" }
        let most = ids.dropLast().joined(separator: separator)
        #expect(throws: Never.self) { try section(["simulcast:send \(most) recv \(most)"]) }
        for way in ["send", "recv"] {
            #expect(throws: SDPError(line: 4, problem: .badAttribute("simulcast"))) {
                try section(["simulcast:\(way) \(ids.joined(separator: separator))"])
            }
        }
    }

    @Test(
        arguments: [
            ("an id of the other way", ["rid:q send", "rid:h recv", "simulcast:send q;h"], ["q"], []),
            ("an id without its line", ["rid:q send", "rid:f send", "simulcast:send q;h;f"], ["q", "f"], []),
            ("the line behind", ["simulcast:send q;h", "rid:h send", "rid:q send"], ["q", "h"], []),
            ("paused", ["rid:q send", "rid:h send", "simulcast:send q;~h"], ["q", "h"], []),
            ("alternatives", ["rid:a send", "rid:b send", "rid:c send", "simulcast:send a,b;~c"], ["a", "c"], []),
            ("a first without its line", ["rid:b send", "rid:c send", "simulcast:send a,b;c"], ["b", "c"], []),
            ("named twice", ["rid:q send", "rid:h send", "simulcast:send q;h;q"], ["q", "h"], []),
            ("both ways", ["rid:q send", "rid:h recv", "simulcast:send q recv h"], ["q"], ["h"]),
            ("restrictions alone", ["rid:q send", "rid:h send"], [], []),
        ] as [(String, [String], [String], [String])])
    func `layers are told by both lines`(what: String, lines: [String], sent: [String], received: [String]) throws {
        let section = try section(lines)
        #expect(section.sentLayers.map(\.rawValue) == sent, "\(what)")
        #expect(section.receivedLayers.map(\.rawValue) == received, "\(what)")
    }
}
