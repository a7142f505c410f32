/// Ticks per second of a stream's media clock.
package struct ClockRate: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    /// Nil for zero: a clock that stands still measures nothing.
    @inlinable
    package init?(rawValue: UInt32) {
        guard rawValue > 0 else { return nil }
        self.rawValue = rawValue
    }

    @usableFromInline
    init(known rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// 90 kHz, the clock of every video format (RFC 3551, section 5).
    package static let video = ClockRate(known: 90_000)

    /// 48 kHz, Opus' clock whatever its coded bandwidth (RFC 7587, section 4.1).
    package static let opus = ClockRate(known: 48_000)

    /// Ticks in a span of at most a day, rounded toward zero.
    @inlinable
    package func ticks(in span: MediaSpan) -> Int64 {
        let seconds = span.nanoseconds / 1_000_000_000
        let rest = span.nanoseconds % 1_000_000_000
        return seconds &* Int64(rawValue) &+ rest &* Int64(rawValue) / 1_000_000_000
    }

    /// The span of a number of ticks, rounded toward zero.
    @inlinable
    package func span(ofTicks ticks: Int64) -> MediaSpan {
        let seconds = ticks / Int64(rawValue)
        let rest = ticks % Int64(rawValue)
        return MediaSpan(nanoseconds: seconds &* 1_000_000_000 &+ rest &* 1_000_000_000 / Int64(rawValue))
    }
}
