import RTP
import Testing

@testable import SFU

struct RetransmissionBudgetTests {
    /// Bytes granted in ten seconds to somebody who asks for a packet every millisecond.
    private func granted(allowed: Bitrate) -> Int {
        var budget = RetransmissionBudget()
        return (0..<10_000).reduce(0) { sum, step in
            let now = MediaTime(nanoseconds: Int64(step) * 1_000_000)
            return sum + (budget.spend(1_200, allowed: allowed, at: now) ? 1_200 : 0)
        }
    }

    @Test func `answers never add more for long than the path has room for`() {
        let bytes = granted(allowed: .kilobits(800))
        #expect(bytes <= 10 * 100_000 + RetransmissionBudget.Limit.burst)
        #expect(bytes >= 9 * 100_000)
    }

    @Test func `a little is granted in any case`() {
        let bytes = granted(allowed: .zero)
        #expect(bytes <= 10 * 25_000 + RetransmissionBudget.Limit.burst)
        #expect(bytes >= 9 * 25_000)
    }
}
