/// Reads the bar-code clock as a page does, from its description alone.
enum BarCodeReader {
    /// Milliseconds modulo 2³²; `nil` when start, end or parity does not fit.
    static func read(_ picture: VP8Decoder.Picture) -> UInt32? {
        let side = picture.width / 40
        let levels = (0..<40).map {
            picture.mean(x: $0 * side + side / 4, y: picture.height - side + side / 4, side: side / 2)
        }
        let threshold = (levels[0] + levels[1]) / 2
        let bits = levels.map { $0 > threshold ? UInt32(1) : 0 }
        guard bits[0] == 1, bits[1] == 0, bits[38] == 0, bits[39] == 1 else { return nil }
        let value = bits[2..<34].reduce(0) { $0 << 1 | $1 }
        let parity = bits[34..<38].reduce(0) { $0 << 1 | $1 }
        var expected: UInt32 = 0
        for group in stride(from: 0, to: 32, by: 4) { expected ^= value >> UInt32(group) & 0xF }
        return parity == expected ? value : nil
    }
}
