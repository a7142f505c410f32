/// An arrival time in steps of 250 µs, as transport-wide feedback counts it.
package struct FeedbackTime: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    /// Nanoseconds of one step.
    package static let step: Int64 = 250_000
    /// Steps of one unit of the reference time: 64 ms.
    static let stepsPerReference: Int64 = 256

    @inlinable
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Rounded toward zero; negative clocks are not expected.
    @inlinable
    package init(_ time: MediaTime) {
        rawValue = time.nanoseconds / Self.step
    }

    @inlinable
    package static func < (left: FeedbackTime, right: FeedbackTime) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The time from another arrival to this one.
    @inlinable
    package func since(_ other: FeedbackTime) -> MediaSpan {
        MediaSpan(nanoseconds: (rawValue - other.rawValue) * Self.step)
    }
}
