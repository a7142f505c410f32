import RTP
import Testing

@testable import SFU

struct SentLineTests {
    private func sent(_ index: Int64, in line: SentLine) -> Int64? {
        line.stretch(of: index).map { $0.number(of: index) }
    }

    private func asked(_ count: Int64, of line: SentLine, newest: Int64) -> Int64? {
        line.packet(with: number(count), newest: newest)?.index
    }

    private func number(_ count: Int64) -> SequenceNumber {
        SequenceNumber(wrapping: count)
    }

    @Test func `nothing is sent before it begins, and a roll-over counter starts at zero`() {
        var line = SentLine()
        #expect(sent(70_000, in: line) == nil)
        line.begin(at: 70_000)
        #expect(sent(70_000, in: line) == 4_464)
        #expect(sent(69_999, in: line) == nil)
        #expect(asked(4_465, of: line, newest: 70_010) == 70_001)
    }

    @Test func `what is left out leaves no gap, and both sides of it are found`() {
        var line = SentLine()
        line.begin(at: 1_000)
        line.end(at: 1_100)
        #expect(sent(1_099, in: line) == 1_099 && sent(1_100, in: line) == nil)
        #expect(asked(1_099, of: line, newest: 1_500) == 1_099)
        line.begin(at: 1_600)
        #expect(sent(1_599, in: line) == nil)
        #expect(sent(1_600, in: line) == 1_100 && sent(1_650, in: line) == 1_150)
        #expect(asked(1_100, of: line, newest: 1_700) == 1_600)
        #expect(asked(1_099, of: line, newest: 1_700) == 1_099)
        #expect(asked(1_201, of: line, newest: 1_700) == nil)
    }

    @Test func `no number is ever given twice, however often it pauses`() {
        var line = SentLine()
        var given: Set<Int64> = []
        for round in Int64(0)..<20 {
            line.begin(at: round * 1_000)
            for index in (round * 1_000)..<(round * 1_000 + 100) {
                let number = sent(index, in: line)
                #expect(number == round * 100 + index - round * 1_000)
                if let number { given.insert(number) }
            }
            line.end(at: round * 1_000 + 100)
        }
        #expect(given.count == 2_000)
        #expect(sent(5, in: line) == nil && sent(16_005, in: line) == 1_605)
    }

    @Test func `an end before the beginning sends nothing of the stretch`() {
        var line = SentLine()
        line.begin(at: 500)
        line.end(at: 400)
        #expect(sent(500, in: line) == nil)
        line.begin(at: 600)
        #expect(sent(600, in: line) == 500)
    }

    @Test func `of two ends the first counts, so that what was never sent leaves no gap`() {
        var line = SentLine()
        line.begin(at: 100)
        line.end(at: 120)
        line.end(at: 200)
        #expect(sent(150, in: line) == nil && line.endIndex() == 120)
        line.begin(at: 300)
        #expect(sent(300, in: line) == 120)
    }

    @Test func `an end that is told again, for another layer, moves nothing`() {
        var line = SentLine()
        line.begin(at: 5_000, of: 2)
        line.end(at: 6_000)
        line.end(at: 1_501)
        line.begin(at: 1_501, of: 0)
        #expect(sent(1_501, in: line) == 6_000)
        #expect(line.stretch(of: 5_999, in: 2).map { $0.number(of: 5_999) } == 5_999)
        #expect(line.endIndex(of: 2) == 6_000)
    }

    @Test func `a line that has ended leaves out nothing more`() {
        var line = SentLine()
        line.begin(at: 10)
        line.end(at: 20)
        line.leaveOut(25, form: .plain)
        line.setForm(SentLine.Form(spatial: 0), from: 30)
        #expect(!line.isGoingOn && sent(26, in: line) == nil && sent(30, in: line) == nil)
    }

    @Test func `what is forgotten is neither sent nor found`() {
        var line = SentLine()
        line.begin(at: 10)
        line.end(at: 50)
        line.forget()
        line.begin(at: 50)
        #expect(sent(49, in: line) == nil && sent(50, in: line) == 50)
        #expect(asked(49, of: line, newest: 60) == nil)
    }

    @Test func `numbers are found across their wrapping`() {
        var line = SentLine()
        line.begin(at: 65_000)
        #expect(asked(65_535, of: line, newest: 65_700) == 65_535)
        #expect(asked(65_536, of: line, newest: 65_700) == 65_536)
        #expect(asked(64_999, of: line, newest: 65_700) == nil)
    }
}
