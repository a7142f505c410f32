/// A colour as the video has it: BT.601 luma and colour differences, limited range.
///
/// VP8 key frames declare BT.601 by their colour-space bit (RFC 6386, section 9.2), so browsers undo exactly this.
struct Tint: Hashable, Sendable {
    var luma: Float
    var blueDifference: Float
    var redDifference: Float

    init(_ colour: SceneColour) {
        let red = Float(colour.red), green = Float(colour.green), blue = Float(colour.blue)
        luma = 16 + 0.256_788 * red + 0.504_129 * green + 0.097_906 * blue
        blueDifference = 128 - 0.148_223 * red - 0.290_993 * green + 0.439_216 * blue
        redDifference = 128 + 0.439_216 * red - 0.367_788 * green - 0.071_427 * blue
    }

    /// The colour `share` of the way to `other`, from 0 to 1.
    @inline(__always)
    func mixed(with other: Self, _ share: Float) -> Self {
        var result = self
        result.luma += (other.luma - luma) * share
        result.blueDifference += (other.blueDifference - blueDifference) * share
        result.redDifference += (other.redDifference - redDifference) * share
        return result
    }

    /// The same hue, lighter or darker by `amount` of luma.
    @inline(__always)
    func lighter(by amount: Float) -> Self {
        var result = self
        result.luma = min(max(luma + amount, 16), 235)
        return result
    }
}
