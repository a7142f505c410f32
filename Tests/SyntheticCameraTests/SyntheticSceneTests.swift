import Testing

@testable import SyntheticCamera

struct SyntheticSceneTests {
    private func bytes(
        at time: Duration, subject: SceneSubject = .moon, after earlier: SceneSubject? = nil
    ) -> [UInt8] {
        var picture = PictureBuffer(format: .compact)
        var scene = SyntheticScene(format: .compact, subject: earlier ?? subject)
        if earlier != nil {
            scene.draw(at: time, on: &picture)
            scene.subject = subject
        }
        scene.draw(at: time, on: &picture)
        return Array(picture.bytes)
    }

    @Test func `the same moment gives the same picture`() {
        #expect(bytes(at: .showTime) == bytes(at: .showTime))
    }

    @Test func `a moment later something has moved above the clocks`() {
        let rowsAboveTheTable = 640 * 260
        let now = bytes(at: .showTime).prefix(rowsAboveTheTable)
        let later = bytes(at: .showTime + .milliseconds(500)).prefix(rowsAboveTheTable)
        let moved = zip(now, later).count { $0 != $1 }
        #expect(moved > 2_000)
    }

    @Test(arguments: SceneSubject.Shape.allCases)
    func `a new subject replaces the old without a trace`(shape: SceneSubject.Shape) {
        var next = SceneSubject.moon
        next.title = "River & Reed"
        next.shape = shape
        next.colour = SceneColour(hex: 0x2E9E6B)
        #expect(bytes(at: .showTime, subject: next, after: .moon) == bytes(at: .showTime, subject: next))
        #expect(bytes(at: .showTime, subject: next) != bytes(at: .showTime))
    }

    @Test(arguments: [
        (Duration.zero, "00:00:00.000"),
        (.milliseconds(1_763_690_000_123), "01:53:20.123"),
        (.seconds(86_399) + .milliseconds(999), "23:59:59.999"),
        (.microseconds(86_400_000_999), "00:00:00.000"),
    ])
    func `the clock shows the time of day in UTC`(time: Duration, text: String) {
        #expect(WallClockFace.text(for: time) == text)
    }

    @Test(arguments: [
        ("#0E7C86", SceneColour(hex: 0x0E7C86)), ("0E7C86", nil), ("#0E7C8", nil), ("#0E7C8G", nil), ("#+E7C86", nil),
    ])
    func `a colour is read as the web writes it`(text: String, colour: SceneColour?) {
        #expect(SceneColour(web: text) == colour)
    }
}
