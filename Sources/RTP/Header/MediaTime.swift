/// A moment on a worker's monotonic clock, in nanoseconds.
///
/// `ContinuousClock.Instant` would be 128 bits wide and cost a wide division per packet; this is one register.
/// The origin is the clock's own; only differences mean something.
package struct MediaTime: Hashable, Comparable, Sendable {
    package var nanoseconds: Int64

    @inlinable
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    @inlinable
    package static func < (left: MediaTime, right: MediaTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    @inlinable
    package static func + (left: MediaTime, right: MediaSpan) -> MediaTime {
        MediaTime(nanoseconds: left.nanoseconds &+ right.nanoseconds)
    }

    @inlinable
    package static func - (left: MediaTime, right: MediaTime) -> MediaSpan {
        MediaSpan(nanoseconds: left.nanoseconds &- right.nanoseconds)
    }

    @inlinable
    package static func - (left: MediaTime, right: MediaSpan) -> MediaTime {
        MediaTime(nanoseconds: left.nanoseconds &- right.nanoseconds)
    }
}
