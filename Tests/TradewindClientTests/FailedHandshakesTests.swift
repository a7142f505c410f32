import RTP
import Testing

@testable import MediaServer

struct FailedHandshakesTests {
    private func seconds(_ count: Int64) -> MediaTime { MediaTime(nanoseconds: count * 1_000_000_000) }

    @Test func `a network where a handshake failed begins the next ones itself, for a while`() {
        var failed = FailedHandshakes()
        #expect(failed.mayBegin(with: "192.0.2.1", at: seconds(0)))
        failed.note("192.0.2.1", at: seconds(0))
        #expect(!failed.mayBegin(with: "192.0.2.1", at: seconds(599)))
        #expect(failed.mayBegin(with: "192.0.2.2", at: seconds(1)))
        #expect(failed.mayBegin(with: nil, at: seconds(1)))
        #expect(failed.mayBegin(with: "192.0.2.1", at: seconds(601)))
    }

    @Test func `only so many networks are remembered, the latest`() {
        var failed = FailedHandshakes()
        for network in 0...Int64(FailedHandshakes.Limit.networks) { failed.note("\(network)", at: seconds(network)) }
        let now = seconds(Int64(FailedHandshakes.Limit.networks))
        #expect(!failed.mayBegin(with: "1000", at: now))
        #expect(failed.mayBegin(with: "0", at: seconds(1)))
    }
}
