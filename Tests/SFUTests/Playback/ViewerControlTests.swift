import RTP
import Testing

@testable import SFU

struct ViewerControlTests {
    private func milliseconds(_ count: Int64) -> MediaTime {
        MediaTime(nanoseconds: count * 1_000_000)
    }

    @Test func `a flood of requests and of feedback is read in part only`() {
        var control = ViewerControl()
        var (asked, reported) = (0, 0)
        for now in Int64(1_000)..<2_000 {
            for _ in 0..<100 {
                if control.mayAsk(at: milliseconds(now)) { asked += 1 }
                if control.mayReport(at: milliseconds(now)) { reported += 1 }
            }
        }
        #expect(asked == 100 * ViewerControl.Limit.requests)
        #expect(reported == 10 * ViewerControl.Limit.feedback)
    }

    @Test func `a decoder that always fails does not make everybody's picture one of key frames`() {
        var control = ViewerControl()
        let granted = (Int64(0)..<60_000).count { control.mayHaveKeyFrame(at: milliseconds($0)) }
        #expect(granted == 10 + 50 / 5)
    }
}
