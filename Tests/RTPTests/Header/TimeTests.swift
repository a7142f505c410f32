import RTP
import Testing

struct TimeTests {
    @Test(
        arguments: [
            (0, 0x83AA_7E80_0000_0000), (500_000_000, 0x83AA_7E80_8000_0000), (-250_000_000, 0x83AA_7E7F_C000_0000),
            (1_700_000_000_125_000_000, 0xE8FE_6F80_2000_0000),
        ] as [(Int64, UInt64)])
    func `a moment has one NTP form`(nanoseconds: Int64, ntp: UInt64) {
        #expect(NTPTime(unixNanoseconds: nanoseconds).rawValue == ntp)
        #expect(NTPTime(rawValue: ntp).unixNanoseconds == nanoseconds)
    }

    @Test func `a moment survives the fixed-point form to the nanosecond`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<10_000 {
            let moment = Int64.random(in: 0..<2_000_000_000_000_000_000, using: &random)
            #expect(NTPTime(unixNanoseconds: moment).unixNanoseconds == moment)
        }
    }

    @Test(
        arguments: [
            (MediaSpan.zero, 0), (.milliseconds(500), 0x8000), (.seconds(5), 0x5_0000),
            (MediaSpan(nanoseconds: -1), 0), (.seconds(70_000), .max),
        ] as [(MediaSpan, UInt32)])
    func `a compact span counts sixty-five-thousandths`(span: MediaSpan, compact: UInt32) {
        #expect(CompactNTPSpan(span).rawValue == compact)
    }

    @Test(
        arguments: [
            (ClockRate.video, MediaSpan.milliseconds(20), 1_800), (.opus, .milliseconds(20), 960),
            (.video, .seconds(86_400), 7_776_000_000), (.video, .milliseconds(-100), -9_000),
        ] as [(ClockRate, MediaSpan, Int64)])
    func `a clock's ticks and spans are each other's inverse`(rate: ClockRate, span: MediaSpan, ticks: Int64) {
        #expect(rate.ticks(in: span) == ticks)
        #expect(rate.span(ofTicks: ticks) == span)
    }
}
