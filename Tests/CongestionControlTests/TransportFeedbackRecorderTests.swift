import CongestionControl
import RTP
import Testing

struct TransportFeedbackRecorderTests {
    private struct Told: Equatable {
        var number: UInt16
        var milliseconds: Int64?
    }

    private func milliseconds(_ count: Int64) -> MediaTime {
        MediaTime(nanoseconds: count * 1_000_000)
    }

    /// What one feedback packet tells; nil when none was written.
    private func feedback(
        _ recorder: inout TransportFeedbackRecorder, at now: Int64, room: Int = 1_200
    ) throws -> (number: UInt8, packets: [Told])? {
        var buffer = [UInt8](repeating: 0, count: room)
        var writer = RTCPWriter()
        var span = buffer.mutableSpan
        let isWritten = recorder.appendFeedback(
            at: milliseconds(now), from: SSRC(rawValue: 1), about: SSRC(rawValue: 2), to: &writer, into: &span)
        guard isWritten else { return nil }
        var reader = RTCPReader()
        guard case .transportFeedback(let feedback) = reader.next(in: buffer.span) else {
            Issue.record("what was written is no transport feedback")
            return nil
        }
        #expect(feedback.sources == FeedbackSources(sender: SSRC(rawValue: 1), media: SSRC(rawValue: 2)))
        var packets: [Told] = []
        feedback.forEachPacket(in: buffer.span) { number, time in
            packets.append(Told(number: number.rawValue, milliseconds: time.map { $0.rawValue / 4 }))
        }
        return (feedback.feedbackNumber, packets)
    }

    private func record(_ recorder: inout TransportFeedbackRecorder, _ arrivals: [(UInt16, Int64)]) {
        for (number, time) in arrivals { recorder.record(SequenceNumber(rawValue: number), at: milliseconds(time)) }
    }

    @Test func `nothing is due before a packet, and the first is due at once`() {
        var recorder = TransportFeedbackRecorder()
        #expect(!recorder.isDue(at: milliseconds(5_000)))
        record(&recorder, [(7, 5_000)])
        #expect(recorder.isDue(at: milliseconds(5_000)))
    }

    @Test func `feedback waits for the interval and is told once`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(7, 0)])
        let first = try #require(try feedback(&recorder, at: 0))
        #expect(first.number == 0)
        #expect(first.packets == [Told(number: 7, milliseconds: 0)])
        #expect(!recorder.isDue(at: milliseconds(500)))
        #expect(try feedback(&recorder, at: 500) == nil)

        record(&recorder, [(8, 20), (10, 40)])
        #expect(!recorder.isDue(at: milliseconds(99)))
        #expect(recorder.isDue(at: milliseconds(100)))
        let second = try #require(try feedback(&recorder, at: 100))
        #expect(second.number == 1)
        #expect(
            second.packets == [
                Told(number: 8, milliseconds: 20), Told(number: 9, milliseconds: nil),
                Told(number: 10, milliseconds: 40),
            ])
    }

    @Test func `what was lost between two feedbacks is told as missing`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(7, 0)])
        _ = try feedback(&recorder, at: 0)
        record(&recorder, [(9, 20)])
        let packets = try #require(try feedback(&recorder, at: 100)).packets
        #expect(packets == [Told(number: 8, milliseconds: nil), Told(number: 9, milliseconds: 20)])
    }

    @Test func `numbers wrap`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(65_534, 0), (65_535, 1), (0, 2), (2, 3)])
        #expect(try #require(try feedback(&recorder, at: 3)).packets.map(\.number) == [65_534, 65_535, 0, 1, 2])
    }

    @Test func `packets out of order are told in order with their own times`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(3, 10), (1, 12), (2, 11)])
        #expect(
            try #require(try feedback(&recorder, at: 20)).packets == [
                Told(number: 1, milliseconds: 12), Told(number: 2, milliseconds: 11),
                Told(number: 3, milliseconds: 10),
            ])
    }

    @Test func `a packet that was told as missing is told again when it comes`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(1, 0), (3, 2)])
        _ = try feedback(&recorder, at: 10)
        record(&recorder, [(2, 50), (4, 60)])
        #expect(
            try #require(try feedback(&recorder, at: 110)).packets == [
                Told(number: 2, milliseconds: 50), Told(number: 3, milliseconds: 2),
                Told(number: 4, milliseconds: 60),
            ])
    }

    @Test func `of duplicates the first counts`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(1, 5), (1, 9)])
        #expect(try #require(try feedback(&recorder, at: 10)).packets == [Told(number: 1, milliseconds: 5)])
        record(&recorder, [(1, 20)])
        #expect(!recorder.isDue(at: milliseconds(500)))
    }

    @Test func `a jump beyond the ring forgets what fell out`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(0, 0), (1, 1), (30_000, 2)])
        #expect(try #require(try feedback(&recorder, at: 10)).packets == [Told(number: 30_000, milliseconds: 2)])
        // Far behind the ring: not told, and not due.
        record(&recorder, [(20_000, 20)])
        #expect(!recorder.isDue(at: milliseconds(500)))
    }

    @Test func `what one packet cannot hold follows in the next`() throws {
        var recorder = TransportFeedbackRecorder()
        for number in 0..<3_000 {
            recorder.record(SequenceNumber(rawValue: UInt16(number)), at: milliseconds(Int64(number / 10)))
        }
        var numbers: [UInt16] = []
        var packets = 0
        while recorder.isDue(at: milliseconds(400)) {
            let told = try #require(try feedback(&recorder, at: 400))
            #expect(Int(told.number) == packets)
            numbers += told.packets.map(\.number)
            packets += 1
        }
        #expect(numbers == (0..<3_000).map { UInt16($0) })
        #expect(packets > 2)
    }

    @Test func `a silence of a minute begins a new packet`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(1, 0), (2, 60_000)])
        #expect(try #require(try feedback(&recorder, at: 60_000)).packets == [Told(number: 1, milliseconds: 0)])
        #expect(recorder.isDue(at: milliseconds(60_000)))
        #expect(try #require(try feedback(&recorder, at: 60_000)).packets == [Told(number: 2, milliseconds: 60_000)])
    }

    @Test func `a buffer without room loses nothing`() throws {
        var recorder = TransportFeedbackRecorder()
        record(&recorder, [(1, 0)])
        #expect(try feedback(&recorder, at: 0, room: 20) == nil)
        #expect(recorder.isDue(at: milliseconds(0)))
        #expect(try feedback(&recorder, at: 0) != nil)
    }
}
