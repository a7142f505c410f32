import RTP
import Testing

struct UnwrapperTests {
    @Test(
        arguments: [
            ([0, 1, 2], [65_536, 65_537, 65_538]),
            ([65_534, 65_535, 0, 1], [131_070, 131_071, 131_072, 131_073]),
            // A packet from before the wrap, after it.
            ([65_535, 0, 65_535, 1], [131_071, 131_072, 131_071, 131_073]),
            // Before the first: positive still.
            ([0, 65_535], [65_536, 65_535]),
            // Twice around in steps of a quarter.
            ([0, 16_384, 32_768, 49_152, 0, 16_384], [65_536, 81_920, 98_304, 114_688, 131_072, 147_456]),
        ] as [([UInt16], [Int64])])
    func `sequence numbers become a count`(numbers: [UInt16], expected: [Int64]) {
        var unwrapper = SequenceUnwrapper()
        #expect(numbers.map { unwrapper.unwrap(SequenceNumber(rawValue: $0)) } == expected)
    }

    @Test func `late packets do not move the newest`() {
        var unwrapper = SequenceUnwrapper()
        _ = unwrapper.unwrap(SequenceNumber(rawValue: 40_000))
        #expect(unwrapper.unwrap(SequenceNumber(rawValue: 10_000)) == 75_536)
        // Seen from 40,000 this is ahead; seen from 10,000 it would be behind.
        #expect(unwrapper.unwrap(SequenceNumber(rawValue: 60_000)) == 125_536)
    }

    @Test func `timestamps become a count`() {
        var unwrapper = TimestampUnwrapper()
        let times: [UInt32] = [0xFFFF_FF00, 0x0000_0100, 0xFFFF_FF80, 0x0000_0200]
        let unwrapped = times.map { unwrapper.unwrap(RTPTimestamp(rawValue: $0)) }
        #expect(unwrapped == [0x1_FFFF_FF00, 0x2_0000_0100, 0x1_FFFF_FF80, 0x2_0000_0200])
        #expect(unwrapped.map { RTPTimestamp(wrapping: $0).rawValue } == times)
    }

    @Test(
        arguments: [(0, 1, true), (65_535, 0, true), (0, 65_535, false), (5, 5, false), (0, 32_767, true)]
            as [(UInt16, UInt16, Bool)])
    func `newer is the shorter way round`(old: UInt16, new: UInt16, isNewer: Bool) {
        #expect(SequenceNumber(rawValue: new).isNewer(than: SequenceNumber(rawValue: old)) == isNewer)
    }
}
