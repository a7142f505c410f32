/// Turns 16-bit sequence numbers into a 64-bit count that never wraps.
///
/// Each number is taken to be the one nearest to the newest seen. The first number stands in the second cycle
/// (65,536 and up), so that packets that arrive before it by reordering stay positive.
package struct SequenceUnwrapper: Sendable {
    @usableFromInline var newest: Int64?

    @inlinable
    package init() {
        newest = nil
    }

    @inlinable
    package mutating func unwrap(_ number: SequenceNumber) -> Int64 {
        guard let newest else {
            let first = Int64(number.rawValue) + 0x1_0000
            self.newest = first
            return first
        }
        let unwrapped = newest + Int64(SequenceNumber(wrapping: newest).distance(to: number))
        if unwrapped > newest { self.newest = unwrapped }
        return unwrapped
    }
}
