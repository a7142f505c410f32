/// Reads bits, most significant first, from bytes it is handed at each step.
///
/// Past the end every read answers nil. With ``skipsEmulationPrevention`` the byte 3 of each 0 0 3 is passed over
/// (ITU-T H.264, section 7.4.1).
struct BitReader {
    private var position: Int
    private let end: Int
    private var bit = 0
    private var zeros = 0
    private let skipsEmulationPrevention: Bool

    init(_ range: Range<Int>, skipsEmulationPrevention: Bool = false) {
        position = range.lowerBound
        end = range.upperBound
        self.skipsEmulationPrevention = skipsEmulationPrevention
    }

    /// Where the next bit lies, in bits from the first byte of all.
    var bitPosition: Int { 8 * position + bit }

    mutating func flag(in bytes: Span<UInt8>) -> Bool? {
        if bit == 0, skipsEmulationPrevention, zeros >= 2, position < end, bytes[position] == 3 {
            position += 1
            zeros = 0
        }
        guard position < end else { return nil }
        let byte = bytes[position]
        let value = byte >> (7 - bit) & 1 == 1
        bit += 1
        if bit == 8 {
            bit = 0
            position += 1
            zeros = byte == 0 ? zeros + 1 : 0
        }
        return value
    }

    /// Up to 32 bits as a number.
    mutating func bits(_ count: Int, in bytes: Span<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let flag = flag(in: bytes) else { return nil }
            value = value << 1 | (flag ? 1 : 0)
        }
        return value
    }

    /// Passes over bits; nil when they are not there.
    mutating func skip(_ count: Int, in bytes: Span<UInt8>) -> Void? {
        for _ in 0..<count {
            guard flag(in: bytes) != nil else { return nil }
        }
        return ()
    }

    /// An unsigned Exp-Golomb number, ue(v) (H.264, section 9.1); AV1's uvlc() has the same form.
    mutating func exponentialGolomb(in bytes: Span<UInt8>) -> UInt32? {
        var leading = 0
        while let flag = flag(in: bytes) {
            if flag {
                guard let rest = bits(leading, in: bytes) else { return nil }
                return (UInt32(1) << UInt32(leading)) - 1 + rest
            }
            leading += 1
            guard leading < 32 else { return nil }
        }
        return nil
    }

    /// A number less than `count` in as few bits as it needs, ns(n) (AV1 specification, section 4.10.7).
    ///
    /// - Parameter count: 1...65,535.
    mutating func nonSymmetric(below count: Int, in bytes: Span<UInt8>) -> Int? {
        let width = Int.bitWidth - count.leadingZeroBitCount
        // So many of the numbers do without the last bit.
        let short = (1 << width) - count
        guard let head = bits(width - 1, in: bytes).map(Int.init) else { return nil }
        guard head >= short else { return head }
        guard let last = bits(1, in: bytes).map(Int.init) else { return nil }
        return 2 * head - short + last
    }
}
