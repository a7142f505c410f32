/// Text of one height, its glyphs drawn once and kept.
struct Lettering: Sendable {
    /// A glyph's cover in pixels, with a margin for the stroke around its grid.
    private struct Stencil: Sendable {
        var columns: Int
        var rows: Int
        var cover: [Float]
    }

    /// The height of a capital in scene units.
    let height: Float
    private var stencils: [Character: Stencil] = [:]

    init(height: Float) {
        self.height = height
    }

    /// The width of a line of text in scene units.
    func width(of text: String) -> Float {
        let advances = text.reduce(Float(0)) { $0 + Self.advance(of: $1) }
        return max(advances - StrokeFont.spacing, 0) * height / StrokeFont.height
    }

    /// Draws a line of text; characters the font lacks leave a gap.
    ///
    /// - Parameters:
    ///   - left: where the first glyph starts, in scene units.
    ///   - top: the top of the capitals.
    mutating func draw(_ text: String, left: Float, top: Float, tint: Tint, on picture: inout PictureBuffer) {
        let unit = height / StrokeFont.height
        let margin = StrokeFont.strokeWidth * unit
        let scale = picture.format.scale
        var pen = left
        for character in text {
            if let stencil = stencil(of: character, scale: scale) {
                let column = Int(((pen - margin) * scale).rounded())
                let row = Int(((top - margin) * scale).rounded())
                let box = SceneBox(
                    left: Float(column) / scale,
                    top: Float(row) / scale,
                    width: Float(stencil.columns) / scale,
                    height: Float(stencil.rows) / scale
                )
                picture.paint(box) { x, y in
                    let across = min(max(Int(x * scale) - column, 0), stencil.columns - 1)
                    let down = min(max(Int(y * scale) - row, 0), stencil.rows - 1)
                    return Ink(tint: tint, cover: stencil.cover[down * stencil.columns + across])
                }
            }
            pen += Self.advance(of: character) * unit
        }
    }

    private static func advance(of character: Character) -> Float {
        (StrokeFont.outline(of: character)?.width ?? StrokeFont.gap) + StrokeFont.spacing
    }

    private mutating func stencil(of character: Character, scale: Float) -> Stencil? {
        if let known = stencils[character] { return known }
        guard let outline = StrokeFont.outline(of: character) else { return nil }
        let path = StrokePath(outline.path)
        let pixels = height / StrokeFont.height * scale
        let margin = StrokeFont.strokeWidth
        let columns = Int(((outline.width + 2 * margin) * pixels).rounded(.up)) + 1
        let rows = Int(((StrokeFont.height + 2.5 * margin) * pixels).rounded(.up)) + 1
        var cover: [Float] = []
        cover.reserveCapacity(columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                let point = StrokePath.Point(
                    x: (Float(column) + 0.5) / pixels - margin,
                    y: (Float(row) + 0.5) / pixels - margin
                )
                let outside = (path.distance(to: point) - StrokeFont.strokeWidth / 2) * pixels
                cover.append(min(max(0.5 - outside, 0), 1))
            }
        }
        let stencil = Stencil(columns: columns, rows: rows, cover: cover)
        stencils[character] = stencil
        return stencil
    }
}
