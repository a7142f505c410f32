/// A media time in ticks of the stream's clock, 32 bits that wrap.
package struct RTPTimestamp: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    @inlinable
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Folds an unwrapped time back onto the wire.
    @inlinable
    package init(wrapping value: Int64) {
        rawValue = UInt32(truncatingIfNeeded: value)
    }

    /// The signed number of ticks to the other one, the shorter way round.
    @inlinable
    package func distance(to other: RTPTimestamp) -> Int {
        Int(Int32(bitPattern: other.rawValue &- rawValue))
    }

    @inlinable
    package func advanced(by ticks: Int) -> RTPTimestamp {
        RTPTimestamp(rawValue: rawValue &+ UInt32(truncatingIfNeeded: ticks))
    }

    @inlinable
    package func isNewer(than other: RTPTimestamp) -> Bool {
        other.distance(to: self) > 0
    }
}
