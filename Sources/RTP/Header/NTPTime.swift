/// A wall-clock moment as RTCP writes it: 32.32 fixed-point seconds since 1900.
package struct NTPTime: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt64

    /// Seconds from 1900-01-01 to 1970-01-01 (RFC 5905, figure 4).
    package static let secondsTo1970: Int64 = 2_208_988_800

    @inlinable
    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// From nanoseconds since 1970; the era wraps in February 2036, as the format does.
    package init(unixNanoseconds nanoseconds: Int64) {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let borrowed: Int64 = remainder < 0 ? 1 : 0
        let seconds = quotient - borrowed + Self.secondsTo1970
        let rest = UInt64(remainder + borrowed * 1_000_000_000)
        rawValue = UInt64(UInt32(truncatingIfNeeded: seconds)) << 32 | (rest << 32) / 1_000_000_000
    }

    /// Nanoseconds since 1970, taking the moment to lie before February 2036.
    package var unixNanoseconds: Int64 {
        let seconds = Int64(rawValue >> 32) - Self.secondsTo1970
        let rest = ((rawValue & 0xFFFF_FFFF) * 1_000_000_000 + 0x8000_0000) >> 32
        return seconds * 1_000_000_000 + Int64(rest)
    }

    /// The middle 32 bits: what report blocks carry as "last SR".
    @inlinable
    package var compact: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 16) }
}
