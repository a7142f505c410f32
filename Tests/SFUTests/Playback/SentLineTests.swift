import RTP
import Testing

@testable import SFU

struct SentLineTests {
    private func number(_ count: Int64) -> SequenceNumber {
        SequenceNumber(wrapping: count)
    }

    @Test func `nothing is sent before it begins, and a roll-over counter starts at zero`() {
        var line = SentLine()
        #expect(line.number(of: 70_000) == nil)
        line.begin(at: 70_000)
        #expect(line.number(of: 70_000) == 4_464)
        #expect(line.number(of: 69_999) == nil)
        #expect(line.index(of: number(4_465), newest: 70_010) == 70_001)
    }

    @Test func `what is left out leaves no gap, and both sides of it are found`() {
        var line = SentLine()
        line.begin(at: 1_000)
        line.end(at: 1_100)
        #expect(line.number(of: 1_099) == 1_099 && line.number(of: 1_100) == nil)
        #expect(line.index(of: number(1_099), newest: 1_500) == 1_099)
        line.begin(at: 1_600)
        #expect(line.number(of: 1_599) == nil)
        #expect(line.number(of: 1_600) == 1_100 && line.number(of: 1_650) == 1_150)
        #expect(line.index(of: number(1_100), newest: 1_700) == 1_600)
        #expect(line.index(of: number(1_099), newest: 1_700) == 1_099)
        #expect(line.index(of: number(1_201), newest: 1_700) == nil)
    }

    @Test func `no number is ever given twice, however often it pauses`() {
        var line = SentLine()
        var given: Set<Int64> = []
        for round in Int64(0)..<20 {
            line.begin(at: round * 1_000)
            for index in (round * 1_000)..<(round * 1_000 + 100) {
                let number = line.number(of: index)
                #expect(number == round * 100 + index - round * 1_000)
                if let number { given.insert(number) }
            }
            line.end(at: round * 1_000 + 100)
        }
        #expect(given.count == 2_000)
        #expect(line.number(of: 5) == nil && line.number(of: 16_005) == 1_605)
    }

    @Test func `an end before the beginning sends nothing of the stretch`() {
        var line = SentLine()
        line.begin(at: 500)
        line.end(at: 400)
        #expect(line.number(of: 500) == nil)
        line.begin(at: 600)
        #expect(line.number(of: 600) == 500)
    }

    @Test func `of two ends the first counts, so that what was never sent leaves no gap`() {
        var line = SentLine()
        line.begin(at: 100)
        line.end(at: 120)
        line.end(at: 200)
        #expect(line.number(of: 150) == nil && line.endIndex == 120)
        line.begin(at: 300)
        #expect(line.number(of: 300) == 120)
    }

    @Test func `what is forgotten is neither sent nor found`() {
        var line = SentLine()
        line.begin(at: 10)
        line.forget(before: 50)
        #expect(line.number(of: 49) == nil && line.number(of: 50) == 50)
        #expect(line.index(of: number(49), newest: 60) == nil)
    }

    @Test func `numbers are found across their wrapping`() {
        var line = SentLine()
        line.begin(at: 65_000)
        #expect(line.index(of: number(65_535), newest: 65_700) == 65_535)
        #expect(line.index(of: number(65_536), newest: 65_700) == 65_536)
        #expect(line.index(of: number(64_999), newest: 65_700) == nil)
    }
}
