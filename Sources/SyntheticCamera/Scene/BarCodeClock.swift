/// A clock for machines: the time of a frame as a row of light and dark blocks along the picture's lower edge.
///
/// A player draws a decoded frame on a canvas, reads the row, and subtracts it from its own clock: the end-to-end delay.
///
/// **Layout.** The row is the lowest 1/40 of the picture's *width*, cut into 40 square blocks from left to right: 16 × 16
/// pixels at 640×360, 32 × 32 at 1280×720, down to 4 × 4 at 160×90. Light is 1, dark is 0.
///
/// | blocks | meaning |
/// |---|---|
/// | 0, 1 | light, dark: start; the threshold is the middle between these two |
/// | 2 … 33 | milliseconds since 1970-01-01T00:00:00Z, modulo 2³², most significant bit first |
/// | 34 … 37 | parity: the exclusive or of the eight groups of four bits above, most significant bit first |
/// | 38, 39 | dark, light: end |
///
/// **Reading.** Take the mean luma of the middle half of each block (8 × 8 of 16 × 16), which keeps clear of the coder's
/// ringing at the edges. A row whose start, end or parity does not fit is to be thrown away, not corrected.
package enum BarCodeClock {
    package static let blockCount = 40
    /// Two thirds of the video's range apart, yet calm enough to pass for a woven border.
    private static let light = Tint(SceneColour(hex: 0xF3DDB0))
    private static let dark = Tint(SceneColour(hex: 0x24150F))

    /// The row of blocks for a time, the leftmost in the highest of the 40 bits.
    package static func pattern(for time: Duration) -> UInt64 {
        let value = UInt32(truncatingIfNeeded: time.wholeMilliseconds)
        var parity: UInt32 = 0
        for group in 0..<8 { parity ^= value >> (UInt32(group) * 4) & 0xF }
        return 0b10 << 38 | UInt64(value) << 6 | UInt64(parity) << 2 | 0b01
    }

    static func draw(_ time: Duration, on picture: inout PictureBuffer) {
        let pattern = pattern(for: time)
        let side = SceneBox.sheet.width / Float(blockCount)
        let box = SceneBox(left: 0, top: SceneBox.sheet.height - side, width: SceneBox.sheet.width, height: side)
        picture.paint(box) { x, _ in
            let block = min(Int(x / side), blockCount - 1)
            return Ink(tint: pattern >> UInt64(blockCount - 1 - block) & 1 == 1 ? light : dark, cover: 1)
        }
    }
}
