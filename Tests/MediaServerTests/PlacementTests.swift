import SFU
import Testing

@testable import MediaServer

struct PlacementTests {
    private let first = RouterID("first")
    private let second = RouterID("second")

    private func described(_ changes: [Placement.Change]) -> [String] {
        changes.map { change in
            switch change {
            case .open(let id, let show, let worker): "open \(id) from \(show.home) on \(worker)"
            case .close(let id, let home, let worker): "close \(id) from \(home) on \(worker)"
            }
        }
    }

    @discardableResult
    private func host(_ id: RouterID, _ placement: inout Placement) -> Int {
        let show = placement.show(id)
        _ = placement.add(to: id, show, on: show.home)
        return show.home
    }

    private func view(_ id: RouterID, _ placement: inout Placement) -> (worker: Int, changes: [String]) {
        let show = placement.show(id)
        let worker = placement.worker(forViewerOf: show)
        return (worker, described(placement.add(to: id, show, on: worker)))
    }

    @Test func `shows spread over workers, and small ones stay whole`() {
        var placement = Placement(workers: 2)
        #expect(host(first, &placement) == 0)
        #expect(host(second, &placement) == 1)
        for _ in 0..<10 {
            #expect(view(first, &placement).worker == 0)
            #expect(view(second, &placement).worker == 1)
        }
    }

    @Test func `a large show fills all workers, with a branch on each while it is needed`() {
        var placement = Placement(workers: 2)
        host(first, &placement)
        var workers: [Int] = []
        var changes: [String] = []
        for _ in 0..<100 {
            let (worker, more) = view(first, &placement)
            workers.append(worker)
            changes += more
        }
        #expect(changes == ["open first from 0 on 1"])
        #expect((40...60).contains(workers.count { $0 == 1 }))
        #expect(placement.shows[first]?.workers == [0, 1])
        var ends: [String] = []
        for worker in workers { ends += described(placement.remove(from: first, on: worker)) }
        #expect(ends == ["close first from 0 on 1"])
        #expect(described(placement.remove(from: first, on: 0)).isEmpty)
        #expect(placement.shows.isEmpty)
    }

    @Test func `a show that visits is seen where the other is at home, from the plan's beginning to its end`() {
        var placement = Placement(workers: 2)
        host(first, &placement)
        host(second, &placement)
        let plan = StagePlan(visitor: .init(show: first, slot: 2))
        let begun = placement.follow(plan, in: second)
        #expect(described(begun.before) == ["open first from 0 on 1"])
        #expect(begun.after.isEmpty)
        let ended = placement.follow(StagePlan(), in: second)
        #expect(ended.before.isEmpty)
        #expect(described(ended.after) == ["close first from 0 on 1"])
    }

    @Test func `who hosts a visitor may come and go`() {
        var placement = Placement(workers: 2)
        host(first, &placement)
        _ = placement.follow(StagePlan(visitor: .init(show: first, slot: 2)), in: second)
        #expect(placement.shows[first]?.branches == [])
        let show = placement.show(second)
        #expect(described(placement.add(to: second, show, on: show.home)) == ["open first from 0 on 1"])
        #expect(described(placement.remove(from: second, on: show.home)) == ["close first from 0 on 1"])
    }
}
