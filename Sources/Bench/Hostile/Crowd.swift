internal import Foundation
internal import Synchronization

/// Many hands that each wait for what they do.
enum Crowd {
    /// Calls `act` with 0, 1, 2 … at a rate, from so many threads at once, and waits for all; returns how often.
    ///
    /// What takes too long is not made up for: the rate falls then.
    static func run(_ hands: Int, rate: Int, for length: Duration, _ act: @escaping @Sendable (Int) -> Void) -> Int {
        let count = Atomic(0)
        let done = DispatchGroup()
        for hand in 0..<hands {
            done.enter()
            Thread {
                let calls = Pace.run(max(1, rate / hands), for: length) { act($0 * hands + hand) }
                count.wrappingAdd(calls, ordering: .relaxed)
                done.leave()
            }.start()
        }
        done.wait()
        return count.load(ordering: .relaxed)
    }

    /// Calls `act` with each number below `count`, from so many threads at once, and waits for all.
    static func share(_ count: Int, among hands: Int, _ act: @escaping @Sendable (Int) -> Void) {
        let next = Atomic(0)
        let done = DispatchGroup()
        for _ in 0..<hands {
            done.enter()
            Thread {
                while case let number = next.wrappingAdd(1, ordering: .relaxed).oldValue, number < count { act(number) }
                done.leave()
            }.start()
        }
        done.wait()
    }
}
