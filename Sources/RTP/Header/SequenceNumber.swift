/// A 16-bit number that counts packets and wraps.
///
/// It has no total order, so it is not `Comparable`; ``isNewer(than:)`` compares within half the range.
package struct SequenceNumber: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    @inlinable
    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Folds an unwrapped number back onto the wire.
    @inlinable
    package init(wrapping value: Int64) {
        rawValue = UInt16(truncatingIfNeeded: value)
    }

    /// The signed number of steps to the other one, the shorter way round.
    @inlinable
    package func distance(to other: SequenceNumber) -> Int {
        Int(Int16(bitPattern: other.rawValue &- rawValue))
    }

    @inlinable
    package func advanced(by steps: Int) -> SequenceNumber {
        SequenceNumber(rawValue: rawValue &+ UInt16(truncatingIfNeeded: steps))
    }

    @inlinable
    package func isNewer(than other: SequenceNumber) -> Bool {
        other.distance(to: self) > 0
    }
}
