import RTP
import Rehearsal
import Testing

struct DelayLineTests {
    @Test func `things come out when they arrive, those of one moment in the order they were sent`() {
        var line = DelayLine<Int>()
        var generator = SeededGenerator(seed: 5)
        let arrivals = (0..<1_000).map { _ in Int64.random(in: 0..<100, using: &generator) }
        for (number, arrival) in arrivals.enumerated() {
            line.insert(number, arriving: MediaTime(nanoseconds: arrival))
        }
        #expect(line.count == 1_000)
        #expect(line.nextArrival == MediaTime(nanoseconds: arrivals.min() ?? -1))
        var out: [Int] = []
        for now in stride(from: Int64(0), to: 100, by: 7) {
            while let number = line.next(by: MediaTime(nanoseconds: now)) { out.append(number) }
            #expect(out.count == arrivals.count { $0 <= now })
        }
        while let number = line.next(by: MediaTime(nanoseconds: 100)) { out.append(number) }
        #expect(out == arrivals.indices.sorted { (arrivals[$0], $0) < (arrivals[$1], $1) })
        #expect(line.nextArrival == nil)
    }
}
