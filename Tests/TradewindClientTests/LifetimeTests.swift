import RTP
import SFU
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
        let host = try wire.publish { if $0 == .keyFrameRequested { requests += 1 } }
        let viewer = try wire.play()
        wire.run(.milliseconds(100))
        host.send(TestMedia.picture(0, isKeyFrame: true), at: wire.now)
        wire.carry()
        let before = requests
        viewer.requestKeyFrame()
        wire.run(.milliseconds(400))
        #expect(requests == before + 1)
    }

    @Test func `sound and picture are reported on one clock`() throws {
        var video = OutgoingTrack(
            ssrc: SSRC(rawValue: 1), payloadType: PayloadType(lowBitsOf: 96), clock: .video, repair: nil, firstNumber: 9)
        #expect(video.report(wall: NTPTime(unixNanoseconds: 0)) == nil)
        let wire = try Wire()
        let host = try wire.publish()
        _ = host
        video.setReference(RTPTimestamp(rawValue: .max - 44_999), capturedAt: .seconds(1_000))
        // Nothing was sent: there is nothing to report yet.
        #expect(video.report(wall: NTPTime(unixNanoseconds: 1_001_000_000_000)) == nil)
    }
}
