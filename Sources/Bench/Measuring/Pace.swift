internal import CDatagram
internal import Glibc

/// Does something so often a second, evenly, and never more than that.
enum Pace {
    private enum Limit {
        static let slice = Duration.milliseconds(1)
        /// What was missed for longer than this is not made up for: a stalled load must not end in a burst.
        static let arrears = Duration.milliseconds(20)
    }

    /// Calls `act` with 0, 1, 2 … for some time; returns how often.
    @discardableResult
    static func run(_ rate: Int, for length: Duration, _ act: (Int) -> Void) -> Int {
        let began = CurrentThread.now()
        var (count, due) = (0, 0.0)
        var before = began
        while case let now = CurrentThread.now(), now - began < length {
            due += min(now - before, Limit.arrears).seconds * Double(rate)
            before = now
            while Double(count) < due, CurrentThread.now() - began < length {
                act(count)
                count += 1
            }
            sleep(Limit.slice)
        }
        return count
    }

    /// Holds the calling thread for some time.
    static func sleep(_ length: Duration) {
        guard length > .zero else { return }
        var pause = timespec(
            tv_sec: Int(length.components.seconds), tv_nsec: Int(length.components.attoseconds / 1_000_000_000))
        nanosleep(&pause, nil)
    }
}
