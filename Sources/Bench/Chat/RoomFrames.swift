/// Walks over the frames a server sent (RFC 6455, section 5.2); a server does not mask.
struct RoomFrames {
    struct Frame {
        var opcode: UInt8
        var payload: Range<Int>
    }

    private(set) var offset = 0

    /// The next whole frame; nil when the rest has not come yet.
    mutating func next(in bytes: UnsafeRawBufferPointer) -> Frame? {
        guard bytes.count - offset >= 2 else { return nil }
        var length = Int(bytes[offset + 1] & 0x7F)
        var start = offset + 2
        if length >= 126 {
            let width = length == 126 ? 2 : 8
            guard bytes.count - start >= width else { return nil }
            length = bytes[start..<(start + width)].reduce(0) { $0 << 8 | Int($1) }
            start += width
        }
        guard length >= 0, bytes.count - start >= length else { return nil }
        defer { offset = start + length }
        return Frame(opcode: bytes[offset] & 0x0F, payload: start..<(start + length))
    }
}
