/// Writes bits, most significant first, into bytes it is handed at each step.
struct BitWriter {
    private var position = 0
    private let end: Int

    /// A writer of at most so many bytes, from the beginning of those it is handed.
    init(limit: Int) {
        end = 8 * limit
    }

    /// Bytes begun.
    var length: Int { (position + 7) / 8 }

    /// Writes the lowest bits of a number; false, with nothing written, where there is no room.
    mutating func append(_ value: UInt32, bits count: Int, to bytes: inout MutableSpan<UInt8>) -> Bool {
        guard position + count <= end else { return false }
        for bit in (0..<count).reversed() {
            let place = position / 8
            if position % 8 == 0 { bytes[place] = 0 }
            bytes[place] |= UInt8(value >> UInt32(bit) & 1) << UInt8(7 - position % 8)
            position += 1
        }
        return true
    }

    /// Writes what a reader reads next; false where it ends before or there is no room.
    mutating func copy(
        _ count: Int, from reader: inout BitReader, in source: Span<UInt8>, to bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        var left = count
        while left > 0 {
            let step = min(left, 32)
            guard let value = reader.bits(step, in: source), append(value, bits: step, to: &bytes) else { return false }
            left -= step
        }
        return true
    }
}
