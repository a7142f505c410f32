/// The frame counter of VP8 and VP9 descriptors, 7 or 15 bits, and where it lies.
package struct PictureID: Hashable, Sendable {
    package var value: UInt16
    /// One or two bytes on the wire; the M bit tells.
    package var length: Int
    package var offset: Int

    @inlinable
    init?(parsing bytes: Span<UInt8>, at offset: Int, before end: Int) {
        guard offset < end else { return nil }
        let first = bytes[offset]
        if first & 0x80 == 0 {
            value = UInt16(first)
            length = 1
        } else {
            guard offset + 1 < end else { return nil }
            value = bytes.uint16(at: offset) & 0x7FFF
            length = 2
        }
        self.offset = offset
    }

    /// Writes another value over the packet's, in as many bits as the packet has.
    @inlinable
    package func overwrite(with value: UInt16, in bytes: inout MutableSpan<UInt8>) {
        if length == 1 {
            bytes[offset] = UInt8(truncatingIfNeeded: value & 0x7F)
        } else {
            bytes.store(value | 0x8000, at: offset)
        }
    }
}
