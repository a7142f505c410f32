import RTP
import Testing

@testable import SFU

struct PlayoutSteeringTests {
    private func milliseconds(_ count: Int64) -> MediaTime {
        MediaTime(nanoseconds: count * 1_000_000)
    }

    /// Updates every 100 ms; the delays that came of it.
    private func delays(
        _ steering: inout PlayoutSteering, from start: Int64, through end: Int64, loss: Double, roundTrip: Int64 = 200
    ) -> [MediaSpan] {
        stride(from: start, through: end, by: 100).map { now in
            steering.update(loss: loss, roundTrip: .milliseconds(roundTrip), answers: 1, at: milliseconds(now))
            return steering.delay
        }
    }

    @Test func `a clean path is not held back, and says nothing`() {
        var steering = PlayoutSteering()
        #expect(delays(&steering, from: 0, through: 10_000, loss: 0).allSatisfy { $0 == .zero })
        #expect(!steering.isUsed)
    }

    @Test func `loss makes room for a round trip, slowly, and a clean path gives it back as slowly`() throws {
        var steering = PlayoutSteering()
        let up = delays(&steering, from: 0, through: 5_000, loss: 0.01)
        #expect(up.last == .milliseconds(380))
        let steps = zip(up, up.dropFirst()).map { $1 - $0 }
        #expect(steps.allSatisfy { $0 <= .milliseconds(10) })
        let down = delays(&steering, from: 5_100, through: 25_000, loss: 0)
        #expect(down.first == .milliseconds(380))
        #expect(down[90] == .milliseconds(380))
        #expect(down.last == .zero)
        #expect(zip(down, down.dropFirst()).allSatisfy { $0 - $1 <= .milliseconds(10) })
        #expect(steering.isUsed)
    }

    @Test(arguments: [(0.003, 1, 0), (0.01, 1, 1), (0.05, 1, 2), (0.1, 1, 4), (0.1, 2, 3), (0.2, 2, 5), (0.9, 2, 6)])
    func `the more is lost, the more requests there is room for`(loss: Double, answers: Int, waits: Int64) {
        let wanted = PlayoutSteering.wanted(loss: loss, roundTrip: .milliseconds(200), answers: answers)
        #expect(wanted == .milliseconds(200 + 100 * waits) + PlayoutSteering.Limit.margin)
    }

    @Test func `the longest way is not waited for for ever`() {
        let wanted = PlayoutSteering.wanted(loss: 0.5, roundTrip: .seconds(2), answers: 1)
        #expect(wanted == PlayoutSteering.Limit.most)
    }
}
