import RTP
@testable import SFU
import Testing

struct MissingPacketsTests {
    private func at(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func `a gap is asked for at once, again after a while, and no more once filled`() {
        var missing = MissingPackets(.video)
        for sequence: Int64 in [10, 11, 14] { _ = missing.received(sequence, at: at(0)) }
        #expect(missing.round(at: at(0)).wanted.map(\.rawValue) == [12, 13])
        #expect(missing.round(at: at(50)).wanted.isEmpty)
        let filled = missing.received(12, at: at(60))
        #expect(filled)
        #expect(missing.round(at: at(100)).wanted.map(\.rawValue) == [13])
    }

    @Test func `a packet that does not come is given up and counted`() {
        var missing = MissingPackets(.video)
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
        var missing = MissingPackets(.video)
        _ = missing.received(1, at: at(0))
        _ = missing.received(2 + Int64(MissingPackets.Limit.packets) + 1, at: at(0))
        // Who asks only while something is missing must ask now.
        #expect(!missing.isEmpty)
        let round = missing.round(at: at(0))
        #expect(round.wanted.isEmpty && missing.isEmpty)
        #expect(round.lost == MissingPackets.Limit.packets + 1)
    }

    @Test func `sound is asked for as long as it is of use`() {
        var missing = MissingPackets(.audio)
        for sequence: Int64 in [1, 3] { _ = missing.received(sequence, at: at(0)) }
        let times = stride(from: 0 as Int64, through: 1_000, by: 10)
        let asked = times.filter { !missing.round(at: at($0)).wanted.isEmpty }
        #expect(asked == [0, 100, 200])
        #expect(missing.isEmpty)
    }
}

struct RecentArrivalsTests {
    private func time(_ sequence: Int64) -> RTPTimestamp { RTPTimestamp(wrapping: 0xFFFF_0000 + 960 * sequence) }

    /// One after these: which of them can be filled in.
    private func filled(_ sequences: [Int64], after received: [Int64]) -> [Int64] {
        var arrivals = RecentArrivals()
        for sequence in received { arrivals.received(sequence, time(sequence)) }
        return sequences.filter { arrivals.fill($0, time($0)) }
    }

    @Test(
        arguments: [
            ("before the first", [9], [], []), ("the next", [11], [10], [11]), ("two", [11, 12], [10], [11, 12]),
            ("one that is there", [10], [10], []), ("one twice", [11, 11], [10], [11]),
            ("a gap behind", [11, 12], [10, 13], [11, 12]), ("one late", [11], [10, 12, 11], []),
            ("the oldest kept", [11, 10], [74], [11]), ("behind a jump", [900, 10, 899], [10], [900, 899]),
            ("before what is far", [10], [10, 10_000], []), ("far apart", [5], [1, 1_000_000_000_000], []),
        ] as [(String, [Int64], [Int64], [Int64])])
    func `only what is missing is filled in`(what: String, offered: [Int64], received: [Int64], expected: [Int64]) {
        #expect(filled(offered, after: received) == expected, "\(what)")
    }

    @Test func `a packet whose time says that it belongs elsewhere is not filled in`() {
        var arrivals = RecentArrivals()
        arrivals.received(10, time(10))
        arrivals.received(14, time(14))
        let taken = [(15, 14), (15, 13), (12, 14), (12, 15), (12, 11), (15, 15)].map { sequence, moment in
            arrivals.fill(sequence, time(moment))
        }
        #expect(taken == [false, false, false, false, true, true])
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
