import CongestionControl
import RTP
import Testing

@testable import SFU

struct RepairsTests {
    private func time(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    private func packet(_ number: UInt16, isRepair: Bool) -> CarriedPacket {
        CarriedPacket(stream: 0, number: SequenceNumber(rawValue: number), isRepair: isRepair)
    }

    @Test func `what was lost at first is sent again once`() {
        let repairs = Repairs()
        #expect(!repairs.isLost(packet(7, isRepair: false), arrived: true))
        #expect(repairs.isLost(packet(7, isRepair: false), arrived: false))
        repairs.note(65_543, copies: 1, at: time(1_000))
        #expect(repairs.isRecent(65_543, at: time(1_019)) && !repairs.isRecent(65_543, at: time(1_020)))
        #expect(!repairs.isLost(packet(7, isRepair: false), arrived: false))
    }

    @Test func `only when all copies are lost another goes out, and not for ever`() {
        let repairs = Repairs()
        for round in 1...Int64(Repairs.Limit.rounds) {
            repairs.note(9, copies: 2, at: time(1_000 * round))
            #expect(!repairs.isLost(packet(9, isRepair: true), arrived: false))
            let isLost = repairs.isLost(packet(9, isRepair: true), arrived: false)
            #expect(isLost == (round < Repairs.Limit.rounds))
        }
    }

    @Test(arguments: [[true, false], [false, true]])
    func `one copy that arrives is enough`(arrivals: [Bool]) {
        let repairs = Repairs()
        repairs.note(9, copies: 2, at: time(1_000))
        for arrived in arrivals { #expect(!repairs.isLost(packet(9, isRepair: true), arrived: arrived)) }
        #expect(!repairs.isLost(packet(9, isRepair: false), arrived: false))
    }

    @Test func `a number that took another's entry is another packet`() {
        let repairs = Repairs()
        repairs.note(9, copies: 1, at: time(1_000))
        repairs.note(9 + 64, copies: 1, at: time(1_001))
        #expect(!repairs.isRecent(9, at: time(1_002)))
        // Of a repair whose entry is gone nothing is known: it is left to the receiver's own request.
        #expect(!repairs.isLost(packet(9, isRepair: true), arrived: false))
    }
}
