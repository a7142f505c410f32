internal import Synchronization

/// A number that is added to, from anywhere.
package final class Counter: Sendable {
    private let total = Atomic<Int>(0)

    package init() {}

    package func add(_ amount: Int) {
        total.add(amount, ordering: .relaxed)
    }

    package var value: Int { total.load(ordering: .relaxed) }
}
