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
}
