/// Bits per second.
package struct Bitrate: Hashable, Comparable, Sendable {
    package var bitsPerSecond: UInt64

    @inlinable
    package init(bitsPerSecond: UInt64) {
        self.bitsPerSecond = bitsPerSecond
    }

    /// The nearest whole rate; nothing below 0.
    @inlinable
    package init(_ bitsPerSecond: Double) {
        self.init(bitsPerSecond: bitsPerSecond >= 1 ? UInt64(min(bitsPerSecond, 1e15)) : 0)
    }

    /// What so many bytes in that time are.
    @inlinable
    package init(bytes: Int, in span: MediaSpan) {
        self.init(Double(bytes) * 8e9 / Double(max(1, span.nanoseconds)))
    }

    @inlinable
    package static func kilobits(_ count: UInt64) -> Bitrate {
        Bitrate(bitsPerSecond: count * 1_000)
    }

    package static let zero = Bitrate(bitsPerSecond: 0)

    @inlinable
    package static func < (left: Bitrate, right: Bitrate) -> Bool {
        left.bitsPerSecond < right.bitsPerSecond
    }

    @inlinable
    package static func * (rate: Bitrate, factor: Double) -> Bitrate {
        Bitrate(Double(rate.bitsPerSecond) * factor)
    }

    @inlinable
    package static func + (left: Bitrate, right: Bitrate) -> Bitrate {
        Bitrate(bitsPerSecond: left.bitsPerSecond + right.bitsPerSecond)
    }

    /// Nothing below 0.
    @inlinable
    package static func - (left: Bitrate, right: Bitrate) -> Bitrate {
        Bitrate(bitsPerSecond: left.bitsPerSecond - min(left.bitsPerSecond, right.bitsPerSecond))
    }

    /// How long this rate takes for so many bytes.
    @inlinable
    package func time(for bytes: Int) -> MediaSpan {
        MediaSpan(nanoseconds: Int64(Double(bytes) * 8e9 / Double(max(1, bitsPerSecond))))
    }

    /// How many bytes this rate carries in that time.
    @inlinable
    package func bytes(in span: MediaSpan) -> Int {
        Int(Double(bitsPerSecond) * Double(span.nanoseconds) / 8e9)
    }
}
