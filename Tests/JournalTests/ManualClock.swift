import Domain
import Synchronization

/// A clock that a test turns by hand.
final class ManualClock: WallClock {
    private let time: Mutex<Timestamp>

    init(_ text: String = "2026-11-21T19:00:00Z") throws {
        time = Mutex(try Timestamp(rfc3339: text))
    }

    func now() -> Timestamp { time.withLock { $0 } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}
