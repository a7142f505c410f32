import CongestionControl
import RTP
import Testing

/// The rate that is found on links in virtual time: the same every time.
struct SendRateTests {
    @Test func `a link is used well and its queue stays short`() throws {
        var link = try SharedLink("delay=25ms rate=3M queue=300ms", sources: [nil])
        _ = link.run(for: 5)
        let steady = link.run(for: 20)
        #expect(steady.delivered[0] > .kilobits(2_100))
        #expect(steady.delay < 40)
        #expect(link.senders[0].rate.loss == 0)
    }

    @Test func `a start above what the link carries is taken back, and the queue drains`() throws {
        var link = try SharedLink("delay=25ms rate=1500k queue=300ms", sources: [nil])
        _ = link.run(for: 2)
        #expect(link.senders[0].rate.rate < .kilobits(1_500))
        _ = link.run(for: 3)
        let steady = link.run(for: 5)
        #expect(steady.delay < 50)
        #expect(steady.delivered[0] > .kilobits(1_100))
    }

    @Test func `a link that shrinks is followed at once, and one that grows again within seconds`() throws {
        var link = try SharedLink(
            "delay=25ms rate=1500k queue=300ms; @10s rate=400k; @20s rate=1500k", sources: [nil])
        _ = link.run(for: 12)
        let small = link.run(for: 8)
        #expect(small.offered[0] < .kilobits(520))
        #expect(small.delivered[0] > .kilobits(300))
        _ = link.run(for: 3)
        let back = link.run(for: 2)
        #expect(back.delivered[0] > .kilobits(800))
        let steady = link.run(for: 10)
        #expect(steady.delivered[0] > .kilobits(1_050))
        #expect(steady.delay < 40)
    }

    @Test(arguments: [
        ("delay=100ms loss=10%", 1_400), ("delay=100ms loss=20%", 1_400), ("delay=25ms loss=10% burst=4", 1_400),
    ])
    func `loss that has nothing to do with the rate does not bring it down`(script: String, least: UInt64) throws {
        var link = try SharedLink(script, sources: [.kilobits(1_500)])
        link.senders[0].wanted = .kilobits(1_500)
        _ = link.run(for: 5)
        for _ in 0..<20 {
            _ = link.run(for: 1)
            #expect(link.senders[0].rate.rate > .kilobits(least))
        }
    }

    @Test func `two on one link share it`() throws {
        var link = try SharedLink("delay=25ms rate=4M queue=300ms", sources: [nil, nil])
        _ = link.run(for: 10)
        let shared = link.run(for: 30).delivered.map { Double($0.bitsPerSecond) }
        #expect(shared[0] + shared[1] > 3_000_000)
        // Jain's index: 1 where both have the same.
        let index =
            (shared[0] + shared[1]) * (shared[0] + shared[1]) / (2 * (shared[0] * shared[0] + shared[1] * shared[1]))
        #expect(index > 0.97)
    }

    @Test func `one who comes later gets a share`() throws {
        var link = try SharedLink("delay=25ms rate=4M queue=300ms", sources: [nil, .kilobits(1)])
        _ = link.run(for: 10)
        link.senders[1].source = nil
        _ = link.run(for: 15)
        let shared = link.run(for: 20).delivered
        #expect(min(shared[0], shared[1]) > .kilobits(900))
    }

    @Test func `probes find room that little is sent through`() throws {
        var link = try SharedLink("delay=25ms rate=3M queue=300ms", sources: [.kilobits(500)])
        let all = link.run(for: 10)
        #expect(link.senders[0].rate.rate > .kilobits(2_200))
        #expect(link.senders[0].rate.rate < .kilobits(3_600))
        // What probes add is a fraction.
        #expect(all.offered[0] < .kilobits(620))
    }

    @Test func `nothing is looked for above what is wanted`() throws {
        var link = try SharedLink("delay=25ms", sources: [.kilobits(500)])
        link.senders[0].wanted = .kilobits(1_000)
        let all = link.run(for: 5)
        #expect(all.offered[0] < .kilobits(505))
    }

    @Test func `an outage is forgotten once feedback comes again`() throws {
        var link = try SharedLink("delay=25ms rate=3M queue=300ms; @10s down; @13s up", sources: [.kilobits(1_500)])
        _ = link.run(for: 15)
        let back = link.run(for: 5)
        #expect(back.delivered[0] > .kilobits(1_350))
        #expect(link.senders[0].rate.rate > .kilobits(1_400))
    }
}
