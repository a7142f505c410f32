/// Turns 32-bit media times into a 64-bit count of ticks that never wraps.
///
/// As ``SequenceUnwrapper``: nearest to the newest seen, the first one in the second cycle.
package struct TimestampUnwrapper: Sendable {
    @usableFromInline var newest: Int64?

    @inlinable
    package init() {
        newest = nil
    }

    @inlinable
    package mutating func unwrap(_ timestamp: RTPTimestamp) -> Int64 {
        guard let newest else {
            let first = Int64(timestamp.rawValue) + 0x1_0000_0000
            self.newest = first
            return first
        }
        let unwrapped = newest + Int64(RTPTimestamp(wrapping: newest).distance(to: timestamp))
        if unwrapped > newest { self.newest = unwrapped }
        return unwrapped
    }
}
