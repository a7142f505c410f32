import RTP
import Testing

@testable import SFU

struct ViewerControlTests {
    private func milliseconds(_ count: Int64) -> MediaTime {
        MediaTime(nanoseconds: count * 1_000_000)
    }

    @Test func `a flood of control, of requests and of feedback is read in part only`() {
        var control = ViewerControl()
        var (written, asked, reported) = (0, 0, 0)
        for now in Int64(1_000)..<2_000 {
            for _ in 0..<100 {
                if control.mayWrite(at: milliseconds(now)) { written += 1 }
                if control.mayAsk(at: milliseconds(now)) { asked += 1 }
                if control.mayReport(at: milliseconds(now)) { reported += 1 }
            }
        }
        #expect(written == 10 * ViewerControl.Limit.datagrams)
        #expect(asked == 100 * ViewerControl.Limit.requests)
        #expect(reported == 10 * ViewerControl.Limit.feedback)
    }

    @Test func `a viewer may ask for one key frame a second, and one that always fails for less`() {
        var allowance = KeyFrameAllowance()
        let granted = (0..<600).filter { allowance.take(at: milliseconds(Int64($0) * 100)) }
        #expect(Array(granted.prefix(10)) == (0..<10).map { $0 * 10 })
        #expect(Array(granted.suffix(10)) == (1...10).map { 90 + $0 * 50 })
    }
}
