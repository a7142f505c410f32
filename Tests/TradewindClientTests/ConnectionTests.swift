import ICE
import MediaServer
import PacketIO
import RTP
import SDP
import SFU
import Testing

@testable import TradewindClient

/// Sessions over TCP, for networks that let no UDP through.
struct ConnectionTests {
    private func viewer(on stage: Stage, log: PacketLog) async throws -> (ConnectedClient, SessionAnswer) {
        let identity = stage.loop.identity
        let proposal = SessionProposal(playing: OfferedFormats(video: [.vp8]), as: identity)
        let answer = try await stage.server.play(proposal.text, from: stage.show, viewer: nil)
        let client = try ConnectedClient(
            to: stage.server.addresses[0], with: proposal.plan(for: answer.description)
        ) { plan, transmit in
            try PlayingSession(
                plan: plan, settings: PlaySettings(packetArrived: log.handler), context: identity.context,
                asked: HostClock.now(), at: HostClock.now(), transmit: transmit, report: { _ in })
        }
        return (client, answer)
    }

    /// A host, and a count that is one as soon as its keys stand.
    private func host(on stage: Stage) async throws -> (ConnectedClient, Counter) {
        let identity = stage.loop.identity
        let names = StreamNames()
        let proposal = SessionProposal(publishing: names, formats: OfferedFormats(video: [.vp8]), as: identity)
        let answer = try await stage.server.publish(proposal.text, to: stage.show)
        let live = Counter()
        let client = try ConnectedClient(
            to: stage.server.addresses[0], with: proposal.plan(for: answer.description)
        ) { plan, transmit in
            try PublishingSession(
                plan: plan, names: names, pacing: nil, context: identity.context, at: HostClock.now(),
                transmit: transmit, report: { if $0 == .live { live.increment() } })
        }
        return (client, live)
    }

    /// Turns clients until something is so; records an issue when it does not come about.
    private func turn(
        _ clients: ConnectedClient..., until what: Comment, sourceLocation: SourceLocation = #_sourceLocation,
        _ isSo: () async throws -> Bool
    ) async throws {
        let patience = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < patience {
            for client in clients { try client.turn() }
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record(what, sourceLocation: sourceLocation)
    }

    @Test func `answers name the port for TCP, after UDP and below it`() async throws {
        try await Stage.with { stage in
            let offer = SessionProposal(playing: OfferedFormats(video: [.vp8]), as: stage.loop.identity).text
            let answer = try await stage.server.play(offer, from: stage.show, viewer: nil).description
            let port = stage.server.addresses[0].port
            let lines = Set(answer.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("a=candidate:") })
            #expect(
                lines == [
                    "a=candidate:1 1 udp 2130706431 127.0.0.1 \(port) typ host",
                    "a=candidate:2 1 tcp 1520435199 127.0.0.1 \(port) typ host tcptype passive",
                ])
        }
    }

    @Test func `a show crosses from a host to a viewer, both over TCP`() async throws {
        try await Stage.with { stage in
            let log = PacketLog()
            let (viewer, _) = try await viewer(on: stage, log: log)
            let (host, live) = try await host(on: stage)
            let publishing = try #require(host.session as? PublishingSession)
            let playing = try #require(viewer.session as? PlayingSession)
            try await turn(viewer, host, until: "Both are there") {
                playing.statistics.state == .connected && live.count == 1
            }
            #expect(await stage.statistics.tcpSessions == 2)
            // Some 75 KB each: bursts of many segments.
            let pictures = (0..<6).map { TestMedia.picture($0, isKeyFrame: $0 == 0, packets: 120, padding: 0) }
            for (number, picture) in pictures.enumerated() {
                publishing.send(picture, at: HostClock.now())
                try await turn(viewer, host, until: "Picture \(number) comes") {
                    log.all(.video).count == 120 * (number + 1)
                }
            }
            let isWhole = log.payloads(.video) == pictures.flatMap(\.payloads)
            #expect(isWhole)
            #expect(await stage.statistics.sendsDropped == 0)
        }
    }

    @Test func `a late viewer over TCP gets all of the pictures that are kept`() async throws {
        try await Stage.with { stage in
            let (host, live) = try await host(on: stage)
            let publishing = try #require(host.session as? PublishingSession)
            try await turn(host, until: "The host is in") { live.count == 1 }
            let pictures = (0..<20).map { TestMedia.picture($0, isKeyFrame: $0 == 0, packets: 10, padding: 700) }
            for picture in pictures { publishing.send(picture, at: HostClock.now()) }
            try await turn(host, until: "The server has the pictures") {
                await stage.server.health(of: stage.show)?.frames == 20
            }
            let log = PacketLog()
            let (viewer, _) = try await viewer(on: stage, log: log)
            // The host goes on: nobody is given the picture of one that has stopped.
            var next = 20
            try await turn(viewer, host, until: "The kept pictures come") {
                publishing.send(TestMedia.picture(next, packets: 1), at: HostClock.now())
                next += 1
                return log.all(.video).count >= 200
            }
            let isWhole = Array(log.payloads(.video).prefix(200)) == pictures.flatMap(\.payloads)
            #expect(isWhole)
        }
    }

    @Test func `a session that ends says goodbye, and its connection is closed`() async throws {
        try await Stage.with { stage in
            let (viewer, answer) = try await viewer(on: stage, log: PacketLog())
            let playing = try #require(viewer.session as? PlayingSession)
            try await turn(viewer, until: "The viewer is in") { playing.statistics.state == .connected }
            try await stage.server.close(answer.session, of: stage.show)
            try await turn(viewer, until: "The viewer is told") { playing.isOver }
            #expect(playing.statistics.state == .ended(.closedByServer))
            try await turn(until: "The connection is closed") { try !viewer.turn() }
        }
    }

    @Test func `a viewer who connects anew goes on, and is one session on one connection`() async throws {
        try await Stage.with { stage in
            let log = PacketLog()
            let (viewer, _) = try await viewer(on: stage, log: log)
            let playing = try #require(viewer.session as? PlayingSession)
            try await turn(viewer, until: "The viewer is in") { playing.statistics.state == .connected }
            try viewer.connect()
            let (host, live) = try await host(on: stage)
            let publishing = try #require(host.session as? PublishingSession)
            try await turn(viewer, host, until: "The host is in") { live.count == 1 }
            // They go nowhere until the next check, which is seconds away.
            var number = 0
            try await turn(viewer, host, until: "Pictures come") {
                publishing.send(TestMedia.picture(number, isKeyFrame: true), at: HostClock.now())
                number += 1
                return log.all(.video).count > 20
            }
            #expect(await stage.statistics.viewers == 1)
        }
    }

    @Test func `a TCP port that is taken is told as such`() async throws {
        try await Stage.with { stage in
            let port = stage.server.addresses[0].port
            let address = TransportAddress(ipv4: 0x7F00_0001, port: port)
            #expect(throws: MediaServerError.self) { try MediaServer.probe(address) }
        }
        let listener = try ConnectionListener(bindingTo: TransportAddress(ipv4: 0x7F00_0001, port: 0))
        #expect {
            try MediaServer(MediaServerConfiguration(address: listener.local.over(.udp)))
        } throws: { error in
            "\(error)".hasPrefix("Port \(listener.local) (TCP, pictures and sound) is in use by another program.")
        }
    }
}
