import RTP
import Testing

@testable import SFU

struct PictureGateTests {
    private func milliseconds(_ count: Int64) -> MediaTime {
        MediaTime(nanoseconds: count * 1_000_000)
    }

    @Test func `a picture that does not fit for long is held back until it does`() {
        var gate = PictureGate()
        let picture = Bitrate.kilobits(1_000)
        let steps: [(rate: UInt64, at: Int64, changes: Bool, isOpen: Bool)] = [
            (500, 0, false, true), (500, 300, false, true), (700, 350, false, true), (500, 400, false, true),
            (500, 700, false, true), (500, 800, true, false), (800, 900, false, false), (850, 1_000, true, true),
        ]
        for step in steps {
            let changes = gate.update(
                rate: .kilobits(step.rate), picture: picture, isFull: true, at: milliseconds(step.at))
            #expect(changes == step.changes && gate.isOpen == step.isOpen, "\(step)")
        }
    }

    @Test func `a host who sends nothing closes no gate`() {
        var gate = PictureGate()
        for now in Int64(0)..<50 {
            let changes = gate.update(rate: .kilobits(50), picture: .zero, isFull: true, at: milliseconds(100 * now))
            #expect(!changes)
        }
        #expect(gate.isOpen)
    }

    @Test func `a picture that grows before more was tried is not held back`() {
        var gate = PictureGate()
        for now in Int64(0)..<20 {
            let changes = gate.update(
                rate: .kilobits(1_000), picture: .kilobits(4_000), isFull: false, at: milliseconds(100 * now))
            #expect(!changes)
        }
        #expect(gate.isOpen)
    }
}
