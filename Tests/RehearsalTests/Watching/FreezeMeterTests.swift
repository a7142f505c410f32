import RTP
import Rehearsal
import Testing

struct FreezeMeterTests {
    private static let start = MediaTime(nanoseconds: 5_000_000_000)
    private static let frame = MediaSpan.milliseconds(33)

    /// A meter that has seen three seconds of a smooth picture, and when its last frame was.
    private func smooth() -> (FreezeMeter, MediaTime) {
        var (meter, now) = (FreezeMeter(at: Self.start), Self.start)
        for _ in 0..<90 {
            now = now + Self.frame
            meter.shown(at: now)
        }
        _ = meter.takeFigures(at: now)
        return (meter, now)
    }

    @Test func `a smooth picture never freezes`() {
        var (meter, now) = smooth()
        for _ in 0..<300 {
            now = now + Self.frame
            meter.shown(at: now)
        }
        let figures = meter.takeFigures(at: now)
        #expect(figures.frames == 300 && figures.freezes == 0 && figures.share == 0)
        #expect(figures.worst == Self.frame && figures.watched == .milliseconds(9_900))
    }

    @Test(arguments: [(182, 0), (183, 1), (1_000, 1)])
    func `a gap is a freeze from 150 ms above the usual one on, and counts whole`(
        gap: Int64, freezes: Int
    ) {
        var (meter, now) = smooth()
        now = now + .milliseconds(gap)
        meter.shown(at: now)
        let figures = meter.takeFigures(at: now)
        #expect(figures.freezes == freezes)
        #expect(figures.frozen == (freezes == 0 ? .zero : .milliseconds(gap)))
        #expect(figures.worst == .milliseconds(gap))
    }

    @Test func `where frames are rare a freeze is three times the usual gap`() {
        var (meter, now) = (FreezeMeter(at: Self.start), Self.start)
        for _ in 0..<60 {
            now = now + .milliseconds(200)
            meter.shown(at: now)
        }
        _ = meter.takeFigures(at: now)
        for (gap, frozen) in [(599, 0), (650, 650)] as [(Int64, Int64)] {
            now = now + .milliseconds(gap)
            meter.shown(at: now)
            #expect(meter.takeFigures(at: now).frozen == .milliseconds(frozen))
        }
    }

    @Test func `a freeze that is not over counts as far as it goes, and its rest in the next stretch`() {
        var (meter, now) = smooth()
        now = now + .seconds(2)
        let first = meter.takeFigures(at: now)
        #expect(first.share == 1 && first.frames == 0)
        now = now + .seconds(1)
        meter.shown(at: now)
        let second = meter.takeFigures(at: now)
        #expect(second.frozen == .seconds(1) && second.watched == .seconds(1) && second.worst == .seconds(3))
    }

    @Test func `who never sees a picture is frozen all the time`() {
        var meter = FreezeMeter(at: Self.start)
        #expect(meter.takeFigures(at: Self.start + .seconds(10)).share == 1)
    }
}
