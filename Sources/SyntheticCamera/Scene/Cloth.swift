/// A woven hanging that moves in a draught.
struct Cloth: Sendable {
    var box: SceneBox
    var ground: Tint
    var pattern: Tint
    var phase: Float

    /// How far the free end swings and the hem rises, in scene units.
    private static let sway: Float = 5
    private static let hem: Float = 2.5
    private static let rail = Tint(SceneColour(hex: 0x2B1712))
    private static let repeatSize: (x: Float, y: Float) = (26, 34)

    func draw(at seconds: Float, on picture: inout PictureBuffer) {
        let margin = Self.sway + 4
        let area = SceneBox(
            left: box.left - margin,
            top: box.top - 4,
            width: box.width + 2 * margin,
            height: box.height + 4 + 2 * Self.hem
        )
        let swing = Self.sway * Wave.at(seconds / 7.5 + phase)
        let drift = seconds / 10 + phase
        let soft = picture.format.scale
        picture.paint(area) { x, y in
            let down = y - box.top
            guard down >= 0 else { return Ink(tint: Self.rail, cover: 1) }
            let share = down / box.height
            let across = x - box.left - swing * share * share - 1.4 * share * Wave.at(down / 80 - drift * 2)
            let inside = min(across, box.width - across, box.height + Self.hem * Wave.at(across / 60 + drift) - down)
            guard inside > -1 else { return .none(ground) }
            let fold = Wave.at(across / 44 + 0.2 * Wave.at(down / 210 + drift) + phase)
            let tint = weave(across: across, down: down, soft: soft).lighter(by: 13 * fold - 10 * share)
            return Ink(tint: tint, cover: min(max(inside * soft + 0.5, 0), 1))
        }
    }

    /// The colour of the weave: diamonds in diamonds, and a border at each side.
    @inline(__always)
    private func weave(across: Float, down: Float, soft: Float) -> Tint {
        let size = Self.repeatSize
        let column = across / size.x, row = down / size.y
        let x = abs(column - Float(Int32(column)) - 0.5) * 2
        let y = abs(row - Float(Int32(row)) - 0.5) * 2
        let ring = x + y
        let sharp = size.x * 0.5 * soft
        let heart = min(max((0.4 - ring) * sharp + 0.5, 0), 1)
        let line = min(max((0.1 - abs(ring - 0.8)) * sharp + 0.5, 0), 1)
        let side = min(across, box.width - across)
        let border = min(max((1 - abs(side - 6)) * soft + 0.5, 0), 1)
        return ground.mixed(with: pattern, max(heart, max(line * 0.75, border)))
    }
}
