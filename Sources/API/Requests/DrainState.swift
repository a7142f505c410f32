internal import Synchronization

/// Whether the server is on its way out: it finishes what it has and takes nothing new.
package final class DrainState: Sendable {
    private let flag = Atomic<Bool>(false)

    package init() {}

    package var isDraining: Bool { flag.load(ordering: .acquiring) }

    package func begin() {
        flag.store(true, ordering: .releasing)
    }
}
