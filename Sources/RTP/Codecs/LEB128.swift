/// The variable-length integers of AV1 (AV1 specification, section 4.10.5).
enum LEB128 {
    /// Reads one and moves past it; nil when it is cut off or longer than four bytes.
    ///
    /// AV1 allows eight bytes, but no length in a packet needs more than 28 bits.
    static func read(_ bytes: Span<UInt8>, at offset: inout Int, before end: Int) -> Int? {
        var value = 0
        for index in 0..<4 {
            guard offset < end else { return nil }
            let byte = bytes[offset]
            offset += 1
            value |= Int(byte & 0x7F) << (7 * index)
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
