import Rehearsal
import Testing

struct FrameWatchTests {
    /// Packets of frames of three; a key frame is the first, and every tenth.
    private static let parts: [FrameWatch.Part] = (0..<90).map { (number: Int64) -> FrameWatch.Part in
        FrameWatch.Part(sequence: 1_000 + number, startsKeyFrame: number % 30 == 0, endsFrame: number % 3 == 2)
    }

    private func shown(_ parts: some Sequence<FrameWatch.Part>) -> Int {
        var watch = FrameWatch()
        return parts.reduce(0) { $0 + watch.take($1) }
    }

    @Test func `every frame that comes whole is shown, from a key frame on`() {
        #expect(shown(Self.parts) == 30)
        #expect(shown(Self.parts.dropFirst(12)) == 20, "what comes before a key frame cannot be shown")
    }

    @Test func `a lost packet costs all frames up to the next key frame`() {
        #expect(shown(Self.parts.filter { $0.sequence != 1_013 }) == 4 + 20)
    }

    @Test func `a packet that comes late gives back what waited for it`() {
        var late = Self.parts
        late.insert(late.remove(at: 13), at: 25)
        #expect(shown(late) == 30)
        late = Self.parts + Self.parts
        #expect(shown(late) == 30, "nothing is shown twice")
    }

    @Test func `a key frame whose end came before its beginning is shown whole`() {
        let parts = Self.parts.filter { $0.sequence != 1_020 }
        var watch = FrameWatch()
        var shown = 0
        for part in parts where part.sequence < 1_030 { shown += watch.take(part) }
        #expect(shown == 6)
        for place in [32, 31, 30] { shown += watch.take(Self.parts[place]) }
        #expect(shown == 7)
    }

    @Test func `what waits is bounded`() {
        var watch = FrameWatch()
        _ = watch.take(Self.parts[0])
        for number in Int64(2)..<10_000 {
            _ = watch.take(FrameWatch.Part(sequence: 1_000 + number, startsKeyFrame: false, endsFrame: true))
        }
        #expect(watch.waitingCount <= 2_048)
    }
}
