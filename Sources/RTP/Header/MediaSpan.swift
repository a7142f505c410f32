/// A length of time on a worker's clock, in nanoseconds; may be negative.
package struct MediaSpan: Hashable, Comparable, Sendable {
    package var nanoseconds: Int64

    @inlinable
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static let zero = MediaSpan(nanoseconds: 0)

    @inlinable
    package static func microseconds(_ count: Int64) -> MediaSpan {
        MediaSpan(nanoseconds: count * 1_000)
    }

    @inlinable
    package static func milliseconds(_ count: Int64) -> MediaSpan {
        MediaSpan(nanoseconds: count * 1_000_000)
    }

    @inlinable
    package static func seconds(_ count: Int64) -> MediaSpan {
        MediaSpan(nanoseconds: count * 1_000_000_000)
    }

    /// Whole milliseconds, the rest cut off.
    @inlinable
    package var wholeMilliseconds: Int64 { nanoseconds / 1_000_000 }

    @inlinable
    package static func < (left: MediaSpan, right: MediaSpan) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    @inlinable
    package static func + (left: MediaSpan, right: MediaSpan) -> MediaSpan {
        MediaSpan(nanoseconds: left.nanoseconds &+ right.nanoseconds)
    }

    @inlinable
    package static func - (left: MediaSpan, right: MediaSpan) -> MediaSpan {
        MediaSpan(nanoseconds: left.nanoseconds &- right.nanoseconds)
    }
}
