/// When a packet left its sender: 6.18 fixed-point seconds that wrap after 64.
package struct AbsoluteSendTime: RawRepresentable, Hashable, Sendable {
    /// The low 24 bits.
    package let rawValue: UInt32

    /// Bytes of its element.
    package static let length = 3

    @inlinable
    package init(rawValue: UInt32) {
        self.rawValue = rawValue & 0xFF_FFFF
    }

    /// Any clock will do: only differences are read.
    @inlinable
    package init(_ time: MediaTime) {
        let nanoseconds = UInt64(bitPattern: time.nanoseconds) % 64_000_000_000
        rawValue = UInt32(truncatingIfNeeded: (nanoseconds << 18) / 1_000_000_000) & 0xFF_FFFF
    }

    @inlinable
    package init?(parsing bytes: Span<UInt8>, at data: Range<Int>) {
        guard data.count == Self.length, data.upperBound <= bytes.count else { return nil }
        rawValue = bytes.uint24(at: data.lowerBound)
    }

    /// The caller made room by ``HeaderExtensionWriter``.
    @inlinable
    package func write(into bytes: inout MutableSpan<UInt8>, at offset: Int) {
        bytes.storeLow24(rawValue, at: offset)
    }
}
