import RTP
import Testing

@testable import CongestionControl

struct BurstReaderTests {
    /// Packets sent `apart` from each other that arrive as far apart as a link of `kilobits` makes them, and one behind.
    private func read(_ count: Int, apart: MediaSpan, kilobits: UInt64, isPart: Bool = true) -> Bitrate? {
        var reader = BurstReader()
        let start = MediaTime(nanoseconds: 1_000_000_000)
        let passage = Bitrate.kilobits(kilobits).time(for: 1_200)
        var (sent, arrival) = (start, start + .milliseconds(25))
        var found: Bitrate?
        for index in 0..<count {
            if index > 0 { sent = sent + apart }
            arrival = max(arrival, sent + .milliseconds(25)) + passage
            found = found ?? reader.take(packet(index, sent, arrival), isPart: isPart)?.rate
        }
        return found
            ?? reader.take(packet(count, sent + .milliseconds(33), arrival + .milliseconds(33)), isPart: false)?.rate
    }

    private func packet(_ index: Int, _ sentAt: MediaTime, _ arrival: MediaTime) -> ReportedPacket {
        ReportedPacket(
            index: Int64(index), bytes: 1_200, sentAt: sentAt, arrival: FeedbackTime(arrival), probe: 0)
    }

    @Test(arguments: [400, 1_500, 6_000])
    func `a burst that fills the way shows what it carries`(kilobits: UInt64) throws {
        let found = try #require(read(20, apart: .zero, kilobits: kilobits))
        let share = Double(found.bitsPerSecond) / Double(kilobits * 1_000)
        #expect((0.93...0.97).contains(share))
    }

    @Test func `one that comes as it was sent, is too short, or no burst, shows nothing`() {
        #expect(read(20, apart: .milliseconds(10), kilobits: 6_000) == nil)
        #expect(read(5, apart: .zero, kilobits: 1_500) == nil)
        #expect(read(20, apart: .zero, kilobits: 100_000) == nil)
        #expect(read(20, apart: .zero, kilobits: 1_500, isPart: false) == nil)
    }
}
