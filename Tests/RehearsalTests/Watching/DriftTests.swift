import RTP
import Rehearsal
import Testing

/// What the meters of picture against sound make of streams that run together, and of some that do not.
struct DriftTests {
    /// A host's two streams for some time, a packet of each every 100 ms and both reports every second.
    private struct Streams {
        /// How much faster than true the sound's samples are counted, in millionths.
        var sound = 0.0
        /// Whether the reports follow that, or take every clock for true.
        var isReported = true
        /// How much earlier than true sound is said to be by its reports, in milliseconds.
        var lead = 0.0

        func measured(hours: Double) -> DriftLine {
            var (meter, line) = (DriftMeter(), DriftLine(limit: .milliseconds(40)))
            let epoch: Int64 = 1_700_000_000_000_000_000
            // The picture's clock wraps within the first hours.
            let (picture, first) = (UInt32.max - 90_000 * 1_800, UInt32(7_000))
            for tenth in 0..<Int(hours * 36_000) {
                let seconds = Double(tenth) / 10
                let captured = epoch + Int64(tenth) * 100_000_000
                let (ticks, samples) = (seconds * 90_000, seconds * 48_000 * (1 + sound / 1e6))
                let pictureTime = RTPTimestamp(rawValue: picture &+ UInt32(truncatingIfNeeded: Int64(ticks)))
                let soundTime = RTPTimestamp(rawValue: first &+ UInt32(truncatingIfNeeded: Int64(samples)))
                if tenth % 10 == 0 {
                    let said = isReported ? samples : seconds * 48_000
                    meter.reported(.video, pictureTime, wall: NTPTime(unixNanoseconds: captured))
                    meter.reported(
                        .audio, RTPTimestamp(rawValue: first &+ UInt32(truncatingIfNeeded: Int64(said))),
                        wall: NTPTime(unixNanoseconds: captured - Int64(lead * 1e6)))
                }
                meter.arrived(.video, pictureTime, capturedAt: captured)
                meter.arrived(.audio, soundTime, capturedAt: captured)
                guard let distance = meter.distance else { continue }
                line.add(distance, at: MediaTime(nanoseconds: captured - epoch))
            }
            return line
        }
    }

    @Test func `streams that run together stay together, also where a clock wraps`() {
        let line = Streams().measured(hours: 2)
        #expect(line.samples == 72_000)
        #expect(line.largest < .milliseconds(1) && abs(line.slope) < 0.1)
    }

    @Test func `a sound clock that runs 100 ppm fast is found where reports do not tell of it`() {
        let line = Streams(sound: 100, isReported: false).measured(hours: 2)
        // A tenth of a thousandth of two hours, and the picture is played before the sound it belongs to.
        #expect((715...721).contains(line.largest.wholeMilliseconds))
        #expect(abs(line.slope + 360) < 2)
    }

    @Test func `reports that tell of it bring both together again`() {
        let line = Streams(sound: 100).measured(hours: 2)
        #expect(line.largest < .milliseconds(1) && abs(line.slope) < 0.1)
    }

    @Test func `a distance that stays is found, and does not count as growing`() {
        let line = Streams(lead: 45).measured(hours: 0.1)
        #expect(line.largest.wholeMilliseconds == 45 && abs(line.mean - 45) < 1 && abs(line.slope) < 0.1)
    }

    @Test func `nothing is told before both streams are known`() {
        var meter = DriftMeter()
        let wall = NTPTime(unixNanoseconds: 1_700_000_000_000_000_000)
        meter.reported(.video, RTPTimestamp(rawValue: 1), wall: wall)
        meter.arrived(.video, RTPTimestamp(rawValue: 1), capturedAt: 1_700_000_000_000_000_000)
        meter.arrived(.audio, RTPTimestamp(rawValue: 1), capturedAt: 1_700_000_000_000_000_000)
        #expect(meter.distance == nil, "without a report a stream's moments are not known")
        #expect(DriftLine(limit: .milliseconds(40)).slope == 0 && DriftLine(limit: .milliseconds(40)).mean == 0)
    }
}
