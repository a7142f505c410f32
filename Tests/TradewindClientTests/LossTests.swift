import RTP
import SFU
import Testing

@testable import TradewindClient

/// Client and engine in memory, over a path that loses what the test says.
struct LossTests {
    /// A host and a player who has its first picture.
    private func onAir(
        repairsLoss: Bool = true
    ) throws -> (wire: Wire, host: PublishingSession, viewer: PlayingSession, log: PacketLog) {
        let wire = try Wire()
        let log = PacketLog()
        let host = try wire.publish()
        let viewer = try wire.play(PlaySettings(repairsLoss: repairsLoss, packetArrived: log.handler))
        wire.run(.milliseconds(100))
        host.send(TestMedia.picture(0, isKeyFrame: true), at: wire.now)
        wire.carry()
        return (wire, host, viewer, log)
    }

    @Test func `what the path to a player loses is sent again on the repair stream`() throws {
        let (wire, host, viewer, log) = try onAir()
        // Every third packet but the last of all, whose loss no later packet would show.
        var seen = 0
        wire.loses = { datagram in
            guard !datagram.isUp, datagram.kind == .rtp else { return false }
            seen += 1
            return seen <= 14 && seen % 3 == 0
        }
        let pictures = (1...5).map { TestMedia.picture($0) }
        for picture in pictures { host.send(picture, at: wire.now) }
        wire.carry()
        #expect(log.all(.video).count < 18)
        wire.run(.milliseconds(200))

        #expect(log.payloads(.video).suffix(15) == pictures.flatMap(\.payloads)[...])
        let statistics = viewer.statistics
        #expect(statistics.video.repaired == 4)
        #expect(statistics.video.missing == 0)
        #expect(wire.engine.currentStatistics().packetsRetransmitted == statistics.video.repaired)
    }

    @Test func `what the path to the server loses is sent again when it asks`() throws {
        let (wire, host, _, log) = try onAir()
        var seen = 0
        wire.loses = { datagram in
            guard datagram.isUp, datagram.kind == .rtp else { return false }
            seen += 1
            return seen == 2 || seen == 5
        }
        let pictures = (1...3).map { TestMedia.picture($0) }
        for picture in pictures { host.send(picture, at: wire.now) }
        wire.run(.milliseconds(200))
        #expect(host.retransmitted == 2)
        #expect(log.payloads(.video).suffix(9) == pictures.flatMap(\.payloads)[...])
    }

    @Test func `a player that does not ask gets no repair, and counts the loss`() throws {
        let (wire, host, viewer, log) = try onAir(repairsLoss: false)
        var seen = 0
        wire.loses = { datagram in
            guard !datagram.isUp, datagram.kind == .rtp else { return false }
            seen += 1
            return seen == 3
        }
        for number in 0..<10 { host.send(TestMedia.sound(number)) }
        wire.carry()
        wire.run(.seconds(2))
        #expect(log.all(.audio).count == 9)
        #expect(viewer.statistics.audio.missing == 1)
        #expect(viewer.statistics.audio.repaired == 0)
    }

    @Test(arguments: [1, 2, 3, 5]) func `a handshake survives the loss of a datagram`(lost: Int) throws {
        let wire = try Wire()
        var seen = 0
        wire.loses = { datagram in
            guard datagram.kind == .stun else { return false }
            seen += 1
            return seen == lost
        }
        let viewer = try wire.play()
        wire.run(.seconds(1))
        #expect(viewer.statistics.state == .connected)
    }
}
