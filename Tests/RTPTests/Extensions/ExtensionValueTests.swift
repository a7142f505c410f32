import RTP
import Testing

struct ExtensionValueTests {
    @Test func `an absolute send time is 6.18 fixed-point seconds`() throws {
        let time = AbsoluteSendTime(MediaTime(nanoseconds: 65_500_000_000))
        #expect(time.rawValue == 0x06_0000)
        var element = [UInt8](repeating: 0, count: 3)
        var span = element.mutableSpan
        time.write(into: &span, at: 0)
        #expect(element == [0x06, 0x00, 0x00])
        #expect(AbsoluteSendTime(parsing: element.span, at: 0..<3) == time)
        #expect(AbsoluteSendTime(parsing: element.span, at: 0..<2) == nil)
        #expect(AbsoluteSendTime(parsing: element.span, at: 1..<4) == nil)
    }

    @Test func `an audio level carries voice in its first bit`() {
        let level = AudioLevel(decibelsBelowFullScale: 42, isVoice: true)
        var element: [UInt8] = [0]
        var span = element.mutableSpan
        level.write(into: &span, at: 0)
        #expect(element == [0xAA])
        #expect(AudioLevel(parsing: element.span, at: 0..<1) == level)
        #expect(AudioLevel(parsing: element.span, at: 0..<0) == nil)
        #expect(AudioLevel(decibelsBelowFullScale: 200, isVoice: false).decibelsBelowFullScale == 127)
    }

    @Test func `a playout delay is twelve bits each in steps of ten milliseconds`() throws {
        let delay = try #require(PlayoutDelay(minimum: .milliseconds(400), maximum: .milliseconds(10_000)))
        var element = [UInt8](repeating: 0, count: 3)
        var span = element.mutableSpan
        delay.write(into: &span, at: 0)
        #expect(element == [0x02, 0x83, 0xE8])
        #expect(PlayoutDelay(parsing: element.span, at: 0..<3) == delay)
    }

    @Test(arguments: [(-1, 10), (20, 10), (0, 40_951)] as [(Int64, Int64)])
    func `a playout delay that cannot be said is none`(minimum: Int64, maximum: Int64) {
        #expect(PlayoutDelay(minimum: .milliseconds(minimum), maximum: .milliseconds(maximum)) == nil)
    }

    @Test func `a received playout delay with a minimum above its maximum is none`() {
        let element = bytes("00 50 01")
        #expect(PlayoutDelay(parsing: element.span, at: 0..<3) == nil)
    }
}
