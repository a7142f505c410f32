/// The least and greatest delay a receiver should hold frames for, in steps of 10 ms.
///
/// Source: the playout-delay extension of libwebrtc; twelve bits each.
package struct PlayoutDelay: Hashable, Sendable {
    package var minimum: MediaSpan
    package var maximum: MediaSpan

    /// Bytes of its element.
    package static let length = 3
    /// What twelve bits of 10 ms can say: 40.95 s.
    package static let greatest = MediaSpan.milliseconds(40_950)

    /// Nil unless 0 ≤ minimum ≤ maximum ≤ 40.95 s.
    @inlinable
    package init?(minimum: MediaSpan, maximum: MediaSpan) {
        guard minimum.nanoseconds >= 0, minimum <= maximum, maximum.wholeMilliseconds <= 40_950 else { return nil }
        self.minimum = minimum
        self.maximum = maximum
    }

    @inlinable
    package init?(parsing bytes: Span<UInt8>, at data: Range<Int>) {
        guard data.count == Self.length, data.upperBound <= bytes.count else { return nil }
        let both = bytes.uint24(at: data.lowerBound)
        self.init(
            minimum: .milliseconds(Int64(both >> 12) * 10), maximum: .milliseconds(Int64(both & 0xFFF) * 10))
    }

    /// The caller made room by ``HeaderExtensionWriter``; fractions of 10 ms are cut off.
    @inlinable
    package func write(into bytes: inout MutableSpan<UInt8>, at offset: Int) {
        let least = UInt32(truncatingIfNeeded: minimum.wholeMilliseconds / 10)
        let most = UInt32(truncatingIfNeeded: maximum.wholeMilliseconds / 10)
        bytes.storeLow24(least << 12 | most & 0xFFF, at: offset)
    }
}
