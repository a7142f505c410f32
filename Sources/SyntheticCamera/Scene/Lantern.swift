import Foundation

/// A lit lantern that sways on its cord.
struct Lantern: Sendable {
    /// Where the cord is fixed: this far from the left, at the scene's top.
    var anchor: Float
    var cord: Float
    var radius: (x: Float, y: Float)
    var paper: Tint
    var trim: Tint
    /// The time of one sway, as a whole part of ``SyntheticScene/cycle``, so that the cycle closes without a jump.
    var period: Float
    var phase: Float

    private static let swing: Float = 0.05
    private static let light = Tint(SceneColour(hex: 0xFFF3CF))
    private static let wood = Tint(SceneColour(hex: 0x2B1712))
    private static let tassel: Float = 0.55

    /// The middle of the body when it hangs still.
    var centre: (x: Float, y: Float) { (anchor, cord + radius.y) }

    func draw(at seconds: Float, on picture: inout PictureBuffer) {
        let angle = Self.swing * Wave.at(seconds / period + phase)
        let cosine = cos(angle), sine = sin(angle)
        let reach = cord + 2 * radius.y + radius.y * Self.tassel
        let breath = 0.72 + 0.06 * Wave.at(seconds / (period * 0.5) + phase)
        let margin = radius.x + 2 + reach * Self.swing
        let box = SceneBox(left: anchor - margin, top: 0, width: 2 * margin, height: reach + 2)
        let soft = picture.format.scale
        picture.paint(box) { x, y in
            let away = x - anchor
            return ink(x: away * cosine + y * sine, y: y * cosine - away * sine, breath: breath, soft: soft)
        }
    }

    /// The ink at a point of the lantern's own axes: `x` from its cord, `y` along it.
    @inline(__always)
    private func ink(x: Float, y: Float, breath: Float, soft: Float) -> Ink {
        let across = x / radius.x, down = (y - cord) / radius.y - 1
        let square = across * across + down * down
        let cap = abs(abs(down) - 1) < 0.09 && abs(across) < 0.34
        if cap { return Ink(tint: Self.wood, cover: 1) }
        if square < 1.1 {
            let edge = min(radius.x, radius.y) * soft
            let cover = min(max((1 - square) * 0.5 * edge + 0.5, 0), 1)
            let depth = max(1 - square, 0)
            let ribs = Wave.at(down * (1 + 0.12 * across * across) * 4.5)
            let shaded = paper.lighter(by: -46 * (1 - depth) + 5 * ribs)
            return Ink(tint: shaded.mixed(with: Self.light, depth * depth * breath), cover: cover)
        }
        if y < cord { return Ink(tint: Self.wood, cover: min(max((0.9 - abs(x)) * soft + 0.5, 0), 1)) }
        if down > 1 && down < 2 * Self.tassel + 1 {
            return Ink(tint: trim, cover: min(max((1.6 - abs(x)) * soft + 0.5, 0), 1))
        }
        return .none(paper)
    }
}
