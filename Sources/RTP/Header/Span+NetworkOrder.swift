/// Reading integers in network order; the caller has checked the bounds.
///
/// An offset out of bounds is a broken invariant of a parser of ours and traps, it never reads foreign memory.
extension Span where Element == UInt8 {
    @inlinable
    package func uint16(at offset: Int) -> UInt16 {
        UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
    }

    @inlinable
    package func uint24(at offset: Int) -> UInt32 {
        UInt32(self[offset]) << 16 | UInt32(self[offset + 1]) << 8 | UInt32(self[offset + 2])
    }

    @inlinable
    package func uint32(at offset: Int) -> UInt32 {
        UInt32(uint16(at: offset)) << 16 | UInt32(uint16(at: offset + 2))
    }

    @inlinable
    package func uint64(at offset: Int) -> UInt64 {
        UInt64(uint32(at: offset)) << 32 | UInt64(uint32(at: offset + 4))
    }
}

/// Writing integers in network order; the caller has checked the bounds.
extension MutableSpan where Element == UInt8 {
    @inlinable
    package mutating func store(_ value: UInt16, at offset: Int) {
        self[offset] = UInt8(truncatingIfNeeded: value >> 8)
        self[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    /// Stores the low 24 bits of the value.
    @inlinable
    package mutating func storeLow24(_ value: UInt32, at offset: Int) {
        self[offset] = UInt8(truncatingIfNeeded: value >> 16)
        store(UInt16(truncatingIfNeeded: value), at: offset + 1)
    }

    @inlinable
    package mutating func store(_ value: UInt32, at offset: Int) {
        store(UInt16(truncatingIfNeeded: value >> 16), at: offset)
        store(UInt16(truncatingIfNeeded: value), at: offset + 2)
    }

    @inlinable
    package mutating func store(_ value: UInt64, at offset: Int) {
        store(UInt32(truncatingIfNeeded: value >> 32), at: offset)
        store(UInt32(truncatingIfNeeded: value), at: offset + 4)
    }

    /// Copies bytes of another buffer to the offset; the two must not overlap.
    @inlinable
    package mutating func copy(_ source: Span<UInt8>, to offset: Int) {
        precondition(offset >= 0 && offset <= count - source.count, "the bytes to copy must fit behind the offset")
        guard source.count > 0 else { return }
        source.withUnsafeBytes { from in
            self.withUnsafeMutableBytes { into in
                UnsafeMutableRawBufferPointer(rebasing: into[offset...]).copyMemory(from: from)
            }
        }
    }

    /// Moves bytes within the buffer; the two ranges may overlap.
    @inlinable
    package mutating func move(_ range: Range<Int>, to offset: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "the moved bytes must lie in the buffer")
        precondition(offset >= 0 && offset <= count - range.count, "the moved bytes must fit behind the offset")
        guard !range.isEmpty else { return }
        self.withUnsafeMutableBytes { bytes in
            let source = UnsafeRawBufferPointer(rebasing: bytes[range])
            UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: source)
        }
    }
}
