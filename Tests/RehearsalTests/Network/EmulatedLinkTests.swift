import RTP
import Rehearsal
import Testing

struct EmulatedLinkTests {
    private let start = MediaTime(nanoseconds: 5_000_000_000)

    /// Passages of `count` datagrams of `bytes`, one every `interval`.
    private func passages(
        _ script: String, seed: UInt64 = 7, count: Int = 20_000, bytes: Int = 1_172, every interval: MediaSpan
    ) throws -> [EmulatedLink.Passage] {
        var link = EmulatedLink(try LinkScript(script), seed: seed, start: start)
        return (0..<count).map { position in
            link.send(bytes, at: start + MediaSpan(nanoseconds: interval.nanoseconds * Int64(position)))
        }
    }

    private func arrivals(_ passages: [EmulatedLink.Passage]) -> [MediaTime] {
        passages.flatMap { passage -> [MediaTime] in
            switch passage {
            case .lost: []
            case .once(let arrival): [arrival]
            case .twice(let first, let second): [first, second]
            }
        }
    }

    @Test func `the same seed loses the same datagrams, another loses others`() throws {
        let script = "delay=25ms jitter=10ms loss=10% reorder=1% duplicate=1%"
        let one = try passages(script, seed: 1, every: .milliseconds(5))
        #expect(try passages(script, seed: 1, every: .milliseconds(5)) == one)
        #expect(try passages(script, seed: 2, every: .milliseconds(5)) != one)
    }

    @Test func `without properties everything arrives at once`() throws {
        let sent = try passages("", count: 3, every: .milliseconds(5))
        #expect(sent == (0..<3).map { .once(start + .milliseconds(5 * $0)) })
    }

    @Test(arguments: [("loss=10%", 0.10, 1.11), ("loss=30%", 0.30, 1.43), ("loss=10% burst=4", 0.10, 4.0)])
    func `loss has the share and the bursts it was given`(script: String, share: Double, burst: Double) throws {
        let lost = try passages(script, count: 200_000, every: .milliseconds(5)).map { $0 == .lost(.wire) }
        let count = Double(lost.count { $0 })
        let bursts = Double(zip(lost, [false] + lost).count { $0 && !$1 })
        #expect(abs(count / Double(lost.count) - share) < 0.01)
        #expect(abs(count / bursts - burst) < burst * 0.05)
    }

    @Test func `jitter delays and keeps the order; overtaken datagrams do not`() throws {
        let steady = arrivals(try passages("delay=25ms jitter=100ms", every: .milliseconds(5)))
        #expect(steady == steady.sorted())
        let delays = zip(steady, 0...).map { ($0 - start).nanoseconds - Int64($1) * 5_000_000 }
        #expect(delays.allSatisfy { (25_000_000...125_000_000).contains($0) })
        let overtaken = arrivals(try passages("delay=25ms reorder=2%", every: .milliseconds(5)))
        #expect(overtaken != overtaken.sorted())
    }

    @Test func `a share arrives twice`() throws {
        let sent = try passages("duplicate=5%", every: .milliseconds(5))
        #expect(abs(Double(arrivals(sent).count) / Double(sent.count) - 1.05) < 0.01)
    }

    @Test func `a rate carries what it can, waits as long as its queue, and drops the rest`() throws {
        // 1,200 bytes with headers every 5 ms are 1,920 kbit/s: more than twice the rate.
        let sent = try passages("rate=800k queue=300ms", every: .milliseconds(5))
        let arrived = arrivals(sent)
        let seconds = Double((try #require(arrived.last) - start).nanoseconds) / 1e9
        #expect(abs(Double(arrived.count) * 9_600 / seconds - 800_000) < 8_000)
        let longest = zip(sent, 0...).compactMap { passage, position -> Int64? in
            guard case .once(let arrival) = passage else { return nil }
            return (arrival - start).nanoseconds - Int64(position) * 5_000_000
        }.max()
        #expect((290_000_000...325_000_000).contains(try #require(longest)))
        #expect(sent.contains(.lost(.queue)))
    }

    @Test func `steps come at their times and keep what they do not change`() throws {
        let sent = try passages("delay=20ms ; @1s down ; @1500ms up delay=40ms", count: 400, every: .milliseconds(5))
        for (position, passage) in sent.enumerated() {
            let at = start + .milliseconds(5 * Int64(position))
            switch position {
            case ..<200: #expect(passage == .once(at + .milliseconds(20)))
            case ..<300: #expect(passage == .lost(.outage))
            default: #expect(passage == .once(at + .milliseconds(40)))
            }
        }
    }

    @Test func `statistics say what became of every datagram`() throws {
        var link = EmulatedLink(
            try LinkScript("rate=800k loss=10% duplicate=1%; @5s down"), seed: 3, start: start)
        let sent = (0..<2_000).map { link.send(1_000, at: start + .milliseconds(5 * $0)) }
        let statistics = link.statistics
        #expect(statistics.offered == 2_000 && statistics.offeredBytes == 2_000_000)
        #expect(statistics.delivered == arrivals(sent).count)
        #expect(statistics.lostOnWire == sent.count { $0 == .lost(.wire) })
        #expect(statistics.lostInQueue == sent.count { $0 == .lost(.queue) })
        #expect(statistics.lostInOutage == 1_000)
    }

    @Test(arguments: [
        ("speed=3", LinkScriptError.unknownKey("speed")),
        ("loss=10", .badValue(key: "loss", value: "10", expected: "a share from 0% to 100%")),
        ("loss=101%", .badValue(key: "loss", value: "101%", expected: "a share from 0% to 100%")),
        ("delay=25", .badValue(key: "delay", value: "25", expected: "a time such as 25ms or 3s")),
        ("delay=nans", .badValue(key: "delay", value: "nans", expected: "a time such as 25ms or 3s")),
        ("rate=0k", .badValue(key: "rate", value: "0k", expected: "bits a second such as 400k or 1.5M, or none")),
        ("burst=0", .badValue(key: "burst", value: "0", expected: "a number from 1 to 1000")),
        ("; loss=1%", .badTime("loss=1%")),
        ("@x loss=1%", .badTime("@x")),
        ("@2s up; @1s down", .timeOutOfOrder("@1000ms")),
    ])
    func `a script that cannot be read says why`(text: String, error: LinkScriptError) {
        #expect(throws: error) { try LinkScript(text) }
        #expect(!error.description.isEmpty)
    }
}
