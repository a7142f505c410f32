import RTP
@testable import SFU
import Testing

struct MissingPacketsTests {
    private func at(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func `a gap is asked for at once, again after a while, and no more once filled`() {
        var missing = MissingPackets()
        for sequence: Int64 in [10, 11, 14] { _ = missing.received(sequence, at: at(0)) }
        #expect(missing.round(at: at(0)).wanted.map(\.rawValue) == [12, 13])
        #expect(missing.round(at: at(50)).wanted.isEmpty)
        let filled = missing.received(12, at: at(60))
        #expect(filled)
        #expect(missing.round(at: at(100)).wanted.map(\.rawValue) == [13])
    }

    @Test func `a packet that does not come is given up and counted`() {
        var missing = MissingPackets()
        _ = missing.received(1, at: at(0))
        _ = missing.received(3, at: at(0))
        var asked = 0
        var lost = 0
        for time in stride(from: 0 as Int64, through: 5_000, by: 10) {
            let round = missing.round(at: at(time))
            asked += round.wanted.count
            lost += round.lost
        }
        #expect(asked == MissingPackets.Limit.tries)
        #expect(lost == 1)
        #expect(missing.isEmpty)
    }

    @Test func `an outage is no gap: it is reported lost at once`() {
        var missing = MissingPackets()
        _ = missing.received(1, at: at(0))
        _ = missing.received(2 + Int64(MissingPackets.Limit.packets) + 1, at: at(0))
        // Who asks only while something is missing must ask now.
        #expect(!missing.isEmpty)
        let round = missing.round(at: at(0))
        #expect(round.wanted.isEmpty && missing.isEmpty)
        #expect(round.lost == MissingPackets.Limit.packets + 1)
    }
}

struct KeyFrameRequesterTests {
    private func at(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func `five hundred joiners in five seconds cost the host five key frames at most`() {
        var requester = KeyFrameRequester()
        var asked = 0
        for time in stride(from: 0 as Int64, to: 5_000, by: 10) {
            requester.want(.joined)
            if requester.isDue(at: at(time)) {
                asked += 1
                requester.keyFrameArrived(at: at(time))
            }
        }
        #expect(asked == 5)
    }

    @Test func `a request is repeated until a key frame comes`() {
        var requester = KeyFrameRequester()
        requester.want(.broken)
        let due = [0, 100, 299, 300, 599, 600].map { requester.isDue(at: at($0)) }
        #expect(due == [true, false, false, true, false, true])
        requester.keyFrameArrived(at: at(900))
        let after = requester.isDue(at: at(2_000))
        #expect(!after)
    }
}

extension KeyFrameRequesterTests {
    @Test func `a host that does not answer requests is known until it answers one`() {
        var requester = KeyFrameRequester()
        requester.want(.joined)
        _ = requester.isDue(at: at(0))
        #expect(!requester.isUnheard(at: at(400)) && requester.isUnheard(at: at(401)))
        requester.keyFrameArrived(at: at(4_000))
        #expect(requester.isUnheard(at: at(4_000)))
        requester.want(.joined)
        _ = requester.isDue(at: at(5_000))
        requester.keyFrameArrived(at: at(5_100))
        #expect(!requester.isUnheard(at: at(5_100)))
    }
}

struct ReceptionStatisticsTests {
    @Test func `loss is counted between reports and in all`() {
        var statistics = ReceptionStatistics(clock: .video)
        for sequence: Int64 in [0, 1, 2, 3, 5, 6, 7, 9] {
            statistics.record(
                sequence: sequence, timestamp: RTPTimestamp(rawValue: UInt32(sequence) * 3_000), bytes: 100,
                at: MediaTime(nanoseconds: sequence * 33_333_333))
        }
        let first = statistics.block(
            ssrc: SSRC(rawValue: 1), lastReport: 0, delay: CompactNTPSpan(rawValue: 0))
        #expect(first.fractionLost == 51)
        #expect(first.cumulativeLost == 2)
        let second = statistics.block(
            ssrc: SSRC(rawValue: 1), lastReport: 0, delay: CompactNTPSpan(rawValue: 0))
        #expect(second.fractionLost == 0)
        #expect(second.jitter < 5)
    }
}
