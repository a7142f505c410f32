import RTP
import Rehearsal
import SFU
import Testing

/// Whether the reports that the server sends keep picture and sound together, whatever the host's clocks do.
struct LipSyncTests {
    private static let limit = MediaSpan.milliseconds(40)

    @Test func `two hours with clocks that drift bring picture and sound no further apart`() throws {
        let show = try LipSyncShow(DriftingHost.Drift(wall: 200, picture: -100, sound: 100))
        show.run(seconds: 7_200)
        #expect(show.line.samples > 14_000)
        #expect(show.line.largest < .milliseconds(5), "\(show.line.largest)")
        #expect(abs(show.line.slope) < 1, "\(show.line.slope) ms an hour")
    }

    @Test func `a host's clock that is set moves both`() throws {
        let show = try LipSyncShow(DriftingHost.Drift())
        for hour in [1, -2, 3] as [Int64] {
            show.run(seconds: 60)
            show.host.ahead += hour * 3_600_000_000_000
        }
        show.run(seconds: 60)
        #expect(show.line.largest < Self.limit, "\(show.line.largest)")
    }

    @Test(arguments: [MediaSpan.seconds(1), .seconds(5)])
    func `reports that are late by chance, each stream's on its own, do not part them`(sound: MediaSpan) throws {
        var generator = SeededGenerator(seed: 7)
        let reports = LipSyncShow.Reports(sound: sound) { _ in
            .milliseconds(Int64.random(in: 10...300, using: &generator))
        }
        let show = try LipSyncShow(DriftingHost.Drift(), reports)
        show.run(seconds: 600)
        #expect(show.line.largest < Self.limit, "\(show.line.largest)")
    }

    @Test func `a queue that fills on the host's way, and empties, does not part them`() throws {
        // A browser reports on sound every five seconds, on its picture every second.
        let reports = LipSyncShow.Reports(sound: .seconds(5)) { now in
            let phase = now.nanoseconds / 1_000_000_000 % 60
            return .milliseconds(20 + min(phase, 60 - phase) * 30)
        }
        let show = try LipSyncShow(DriftingHost.Drift(), reports)
        show.run(seconds: 600)
        #expect(show.line.largest < Self.limit, "\(show.line.largest)")
    }
}
