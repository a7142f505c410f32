/// A length of time in units of 1/65,536 second, as report blocks carry it.
package struct CompactNTPSpan: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    @inlinable
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// From a span; negative becomes zero and more than 18 hours becomes the greatest value.
    package init(_ span: MediaSpan) {
        let nanoseconds = UInt64(max(0, span.nanoseconds))
        let seconds = nanoseconds / 1_000_000_000
        let rest = ((nanoseconds % 1_000_000_000) << 16) / 1_000_000_000
        rawValue = seconds > 0xFFFF ? .max : UInt32(seconds << 16 | rest)
    }

    package var span: MediaSpan {
        MediaSpan(nanoseconds: Int64((UInt64(rawValue) * 1_000_000_000) >> 16))
    }

    /// Round-trip time by RFC 3550, section 6.4.1: arrival − last SR − delay since it.
    ///
    /// Nil when the peer has not yet seen a report of ours, or when its figures would make the trip negative.
    package static func roundTrip(
        arrival: NTPTime, lastSenderReport: UInt32, delaySinceLastSenderReport: CompactNTPSpan
    ) -> CompactNTPSpan? {
        guard lastSenderReport != 0 else { return nil }
        let trip = arrival.compact &- lastSenderReport &- delaySinceLastSenderReport.rawValue
        return trip > 0x7FFF_FFFF ? nil : CompactNTPSpan(rawValue: trip)
    }
}
