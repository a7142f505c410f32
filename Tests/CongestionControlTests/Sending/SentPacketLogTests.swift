import CongestionControl
import RTP
import Testing

struct SentPacketLogTests {
    private func milliseconds(_ count: Int64) -> MediaTime {
        MediaTime(nanoseconds: count * 1_000_000)
    }

    /// Feedback of a receiver that got these numbers at these times, read by the log.
    private func told(_ log: inout SentPacketLog, _ arrivals: [(UInt16, Int64)], at now: Int64) -> [ReportedPacket] {
        var recorder = TransportFeedbackRecorder()
        for (number, time) in arrivals { recorder.record(SequenceNumber(rawValue: number), at: milliseconds(time)) }
        var bytes = [UInt8](repeating: 0, count: 1_200)
        var writer = RTCPWriter()
        var span = bytes.mutableSpan
        _ = recorder.appendFeedback(
            at: milliseconds(now), from: SSRC(rawValue: 1), about: SSRC(rawValue: 2), to: &writer, into: &span)
        return told(&log, bytes, at: now)
    }

    private func told(_ log: inout SentPacketLog, _ bytes: [UInt8], at now: Int64) -> [ReportedPacket] {
        var found: [ReportedPacket] = []
        var reader = RTCPReader()
        while let packet = reader.next(in: bytes.span) {
            guard case .transportFeedback(let feedback) = packet else { continue }
            log.take(feedback, in: bytes.span, at: milliseconds(now)) { found.append($0) }
        }
        return found
    }

    @Test func `what a packet brought is told with what came of it`() {
        var log = SentPacketLog()
        let carried = [
            CarriedPacket(stream: 0, number: SequenceNumber(rawValue: 0xFFFF)), nil,
            CarriedPacket(stream: 8, number: SequenceNumber(rawValue: 7), isRepair: true),
        ]
        for each in carried { _ = log.send(100, at: milliseconds(1), carrying: each) }
        #expect(told(&log, [(0, 1), (2, 1)], at: 20).map(\.carried) == carried)
    }

    @Test func `what a lost feedback would have told of is known`() {
        var log = SentPacketLog()
        for index in 0..<10 {
            _ = log.send(
                100, at: milliseconds(Int64(index)),
                carrying: CarriedPacket(stream: 0, number: SequenceNumber(rawValue: UInt16(index))))
        }
        func untold() -> [Int64] {
            var found: [Int64] = []
            log.forEachUntold(at: milliseconds(20)) { found.append($0.index) }
            return found
        }
        #expect(untold().isEmpty)
        _ = told(&log, [(0, 1), (1, 1), (3, 2)], at: 10)
        #expect(untold().isEmpty)
        _ = told(&log, [(6, 5), (7, 5)], at: 20)
        #expect(untold() == [4, 5])
        // The one that was thought lost comes late, and the next in order.
        _ = told(&log, [(4, 3), (5, 3)], at: 21)
        #expect(untold().isEmpty)
        _ = told(&log, [(8, 6)], at: 22)
        #expect(untold().isEmpty)
    }

    @Test func `what was sent is found by its number, and what did not arrive has no arrival`() {
        var log = SentPacketLog()
        let numbers = (0..<3).map { log.send(1_000 + $0, at: milliseconds(Int64(100 + $0)), probe: $0 == 2 ? 7 : 0) }
        #expect(numbers.map(\.rawValue) == [0, 1, 2])
        let found = told(&log, [(0, 50), (2, 52)], at: 150)
        #expect(found.map(\.index) == [0, 1, 2])
        #expect(found.map(\.bytes) == [1_000, 1_001, 1_002])
        #expect(found.map(\.sentAt) == [milliseconds(100), milliseconds(101), milliseconds(102)])
        #expect(found.map { $0.arrival == nil } == [false, true, false])
        #expect(found.map(\.probe) == [0, 0, 7])
    }

    @Test func `nothing is told twice, but for what was told as missing and came late`() {
        var log = SentPacketLog()
        for _ in 0..<3 { _ = log.send(1_000, at: milliseconds(100)) }
        #expect(told(&log, [(0, 50), (2, 52)], at: 150).count == 3)
        let late = told(&log, [(0, 50), (1, 90), (2, 52)], at: 250)
        #expect(late.map(\.index) == [1])
        #expect(late.allSatisfy { $0.arrival != nil })
    }

    @Test func `numbers nobody sent, or sent too long ago, are nothing`() {
        var log = SentPacketLog()
        #expect(told(&log, [(0, 50)], at: 150).isEmpty)
        for _ in 0..<(SentPacketLog.Limit.packets + 10) { _ = log.send(100, at: milliseconds(100)) }
        #expect(told(&log, [(5, 50)], at: 150).isEmpty)
        #expect(told(&log, [(2_000, 50)], at: 150).isEmpty)
    }

    @Test func `numbers wrap`() {
        var log = SentPacketLog()
        for _ in 0..<65_540 { _ = log.send(100, at: milliseconds(100)) }
        let found = told(&log, [(65_535, 50), (0, 51), (1, 52)], at: 150)
        #expect(found.map(\.index) == [65_535, 65_536, 65_537])
    }
}
