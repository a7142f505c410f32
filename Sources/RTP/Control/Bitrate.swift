/// Bits per second.
package struct Bitrate: Hashable, Comparable, Sendable {
    package var bitsPerSecond: UInt64

    @inlinable
    package init(bitsPerSecond: UInt64) {
        self.bitsPerSecond = bitsPerSecond
    }

    @inlinable
    package static func < (left: Bitrate, right: Bitrate) -> Bool {
        left.bitsPerSecond < right.bitsPerSecond
    }
}
