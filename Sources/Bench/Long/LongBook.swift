internal import RTP
internal import Rehearsal
internal import Synchronization

/// What all viewers of a long show measured: over a minute, and over the whole show.
final class LongBook: Sendable {
    enum Limit {
        /// What picture and sound may be apart: people notice 45 ms (ITU-R BT.1359).
        static let distance = MediaSpan.milliseconds(40)
    }

    /// One stretch of time.
    struct Stretch {
        var distances = DriftLine(limit: Limit.distance)
        /// Viewers who came, and left.
        var joined = 0
        var left = 0
        /// Joins that failed, with the reason of the first.
        var failed = 0
        var firstFailure: String?
        var watched = MediaSpan.zero
        var frozen = MediaSpan.zero

        var frozenShare: Double {
            watched > .zero ? Double(frozen.nanoseconds) / Double(watched.nanoseconds) : 0
        }

        mutating func add(_ figures: FreezeMeter.Figures) {
            watched = watched + figures.watched
            frozen = frozen + figures.frozen
        }
    }

    private struct Pages {
        var minute = Stretch()
        var whole = Stretch()
    }

    private let pages = Mutex(Pages())

    /// Notes something for both.
    func note(_ change: (inout Stretch) -> Void) {
        pages.withLock { pages in
            change(&pages.minute)
            change(&pages.whole)
        }
    }

    /// What was noted since the last call.
    func takeMinute() -> Stretch {
        pages.withLock { pages in
            defer { pages.minute = Stretch() }
            return pages.minute
        }
    }

    /// What was noted since the beginning.
    var whole: Stretch { pages.withLock { $0.whole } }
}
