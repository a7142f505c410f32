import ICE
import RTP
@testable import SFU
import Testing

@testable import TradewindClient

/// How sessions end when time passes: no clock but the test's.
struct LifetimeTests {
    @Test func `consent lasts as long as checks come, and ends thirty seconds after the last`() throws {
        let wire = try Wire()
        let viewer = try wire.play()
        wire.run(.seconds(60))
        #expect(viewer.statistics.state == .connected)
        #expect(wire.ended.isEmpty)

        // A player that vanished: nothing of it arrives any more.
        wire.loses = \.isUp
        wire.run(.seconds(25))
        #expect(wire.ended.isEmpty)
        wire.run(.seconds(6))
        #expect(wire.ended == [.consentExpired])
        #expect(wire.engine.currentStatistics().viewers == 0)
    }

    @Test func `a peer that answered and never shook hands is let go`() throws {
        let wire = try Wire()
        wire.loses = { $0.isUp && $0.kind == .dtls }
        _ = try wire.play()
        wire.run(.seconds(16))
        #expect(wire.ended == [.consentExpired])
    }

    @Test func `an address is in use from the first right check until the session ends, unless it is lost`() throws {
        let wire = try Wire()
        let viewer = try wire.play()
        let address = Wire.client(0)
        #expect(!wire.engine.isInUse(address, at: wire.now))
        wire.run(.milliseconds(100))
        #expect(wire.engine.isInUse(address, at: wire.now))
        #expect(!wire.engine.isInUse(address.over(.tcp), at: wire.now))
        wire.engine.lost(address, at: wire.now)
        #expect(!wire.engine.isInUse(address, at: wire.now))
        wire.run(.seconds(3))
        #expect(wire.engine.isInUse(address, at: wire.now))
        viewer.close()
        wire.carry()
        #expect(!wire.engine.isInUse(address, at: wire.now))
    }

    @Test func `who joins a host that ignores requests gets the long group that is kept`() throws {
        let wire = try Wire()
        let host = try wire.publish()
        wire.run(.milliseconds(100))
        // More than what is replayed at once, and then silence: no key frame comes, whoever asks.
        let pictures = (0..<40).map { TestMedia.picture($0, isKeyFrame: $0 == 0, packets: 30, padding: 800) }
        for picture in pictures {
            host.send(picture, at: wire.now)
            wire.run(.milliseconds(20))
        }
        let log = PacketLog()
        _ = try wire.play(PlaySettings(packetArrived: log.handler))
        wire.run(.milliseconds(300))
        #expect(log.all(.video).isEmpty)
        wire.run(.seconds(2))
        #expect(log.payloads(.video) == pictures.flatMap(\.payloads))
    }

    @Test func `a session whose server fell silent is over after ten seconds`() throws {
        let wire = try Wire()
        var events: [PublishingSession.Event] = []
        let host = try wire.publish { events.append($0) }
        wire.run(.seconds(1))
        #expect(events == [.live])
        wire.loses = { !$0.isUp }
        wire.run(.seconds(8))
        #expect(!host.isOver)
        wire.run(.seconds(3))
        #expect(host.isOver)
        #expect(events == [.live, .ended(.silent)])
    }

    @Test func `a server that never answers is given up after ten seconds`() throws {
        let wire = try Wire()
        wire.loses = { _ in true }
        let viewer = try wire.play()
        wire.run(.seconds(9))
        #expect(!viewer.isOver)
        wire.run(.seconds(2))
        #expect(viewer.statistics.state == .ended(.unreachable))
    }

    @Test func `a player asks for a key frame and the host hears of it`() throws {
        let wire = try Wire()
        var requests = 0
        let host = try wire.publish { if $0 == .keyFrameRequested(layer: 0) { requests += 1 } }
        let viewer = try wire.play()
        wire.run(.milliseconds(100))
        host.send(TestMedia.picture(0, isKeyFrame: true), at: wire.now)
        wire.carry()
        let before = requests
        viewer.requestKeyFrame()
        wire.run(.milliseconds(200))
        #expect(requests == before + 1)
        // Without a key frame the server asks again; with one it is content.
        wire.run(.milliseconds(300))
        #expect(requests == before + 2)
        host.send(TestMedia.picture(1, isKeyFrame: true), at: wire.now)
        wire.run(.seconds(1))
        #expect(requests == before + 2)
    }

    @Test(arguments: [(0, .max - 44_999), (1_000_000_000, 45_000), (-500_000_000, .max - 89_999)] as [(Int64, UInt32)])
    func `timestamps of reports follow the wall clock, over the wrap as well`(later: Int64, expected: UInt32) {
        var clock = MediaClock(rate: .video)
        let captured = 1_900_000_000_000_000_000 as Int64
        #expect(clock.timestamp(at: NTPTime(unixNanoseconds: captured)) == nil)
        clock.set(RTPTimestamp(rawValue: .max - 44_999), capturedAt: .nanoseconds(captured))
        #expect(clock.timestamp(at: NTPTime(unixNanoseconds: captured + later))?.rawValue == expected)
    }
}
