import RTP
import Rehearsal
import SFU
import Testing

/// Whether the reports that the server sends keep picture and sound together, whatever the host's clocks do.
struct LipSyncTests {
    private static let limit = MediaSpan.milliseconds(40)

    @Test func `two hours with clocks that drift bring picture and sound no further apart`() throws {
        let show = try LipSyncShow(DriftingHost.Drift(wall: 200, picture: -100, sound: 100))
        show.settle()
        show.run(seconds: 7_200)
        #expect(show.line.samples > 14_000)
        #expect(show.line.largest < .milliseconds(5), "\(show.line.largest)")
        #expect(abs(show.line.slope) < 1, "\(show.line.slope) ms an hour")
    }

    @Test func `a guest on the stage has its own clocks, and stays together as well`() throws {
        let show = try LipSyncShow(DriftingHost.Drift(wall: -300, picture: 200, sound: -100), isGuest: true)
        show.settle()
        show.run(seconds: 1_200)
        #expect(show.line.samples > 2_300)
        #expect(show.line.largest < .milliseconds(5), "\(show.line.largest)")
    }

    @Test func `a host's clock that is set moves both`() throws {
        let show = try LipSyncShow(DriftingHost.Drift())
        show.settle()
        for hour in [1, -2, 3] as [Int64] {
            show.run(seconds: 60)
            show.host.ahead += hour * 3_600_000_000_000
        }
        show.run(seconds: 60)
        #expect(show.line.samples > 470)
        #expect(show.line.largest < Self.limit, "\(show.line.largest)")
    }

    @Test(arguments: [MediaSpan.seconds(1), .seconds(5)])
    func `packets and reports that are late by chance, each stream's in its time, part nothing`(sound: MediaSpan) throws
    {
        var generator = SeededGenerator(seed: 7)
        let way = LipSyncShow.Way(sound: sound) { _ in
            .milliseconds(Int64.random(in: 10...300, using: &generator))
        }
        let show = try LipSyncShow(DriftingHost.Drift(), way)
        show.settle()
        show.run(seconds: 600)
        #expect(show.line.samples > 1_100)
        #expect(show.line.largest < Self.limit, "\(show.line.largest)")
    }

    @Test(arguments: [30, 100])
    func `a queue that fills on the host's way, and empties, does not part them`(growth: Int64) throws {
        // A browser reports on sound every five seconds, on its picture every second.
        let way = LipSyncShow.Way(sound: .seconds(5)) { now in
            let phase = now.nanoseconds / 1_000_000_000 % 60
            return .milliseconds(20 + min(phase, 60 - phase) * growth)
        }
        let show = try LipSyncShow(DriftingHost.Drift(), way)
        show.settle()
        show.run(seconds: 600)
        #expect(show.line.samples > 1_100)
        #expect(show.line.largest < Self.limit, "\(show.line.largest)")
    }

    @Test func `a report that comes seconds too late does not part them`() throws {
        let way = LipSyncShow.Way(sound: .seconds(5)) { now in
            now.nanoseconds / 1_000_000_000 % 31 == 0 ? .seconds(2) : .milliseconds(20)
        }
        let show = try LipSyncShow(DriftingHost.Drift(), way)
        show.settle()
        show.run(seconds: 300)
        #expect(show.line.samples > 550)
        #expect(show.line.largest < Self.limit, "\(show.line.largest)")
    }
}
