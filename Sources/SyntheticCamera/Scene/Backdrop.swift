/// What stands still behind the moving things: the room, its light, and the plate with the product's name.
enum Backdrop {
    static let gate: (x: Float, y: Float, radius: Float) = (320, 126, 96)
    private static let tableTop: Float = 262
    private static let plate = SceneBox(left: 20, top: 299, width: 326, height: 18)

    private static let ceiling = Tint(SceneColour(hex: 0x241820))
    private static let wall = Tint(SceneColour(hex: 0x713F2B))
    private static let glow = Tint(SceneColour(hex: 0xF2A33A))
    private static let frame = Tint(SceneColour(hex: 0x3B2119))
    private static let night = Tint(SceneColour(hex: 0x15253A))
    private static let dusk = Tint(SceneColour(hex: 0x2F5C6E))
    private static let board = Tint(SceneColour(hex: 0x9A6A43))
    private static let front = Tint(SceneColour(hex: 0x33201A))
    private static let cream = Tint(SceneColour(hex: 0xFBF3E0))

    /// Draws all of it over what is there.
    static func draw(subject: SceneSubject, lights: [Lantern], on picture: inout PictureBuffer) {
        drawRoom(lights: lights, on: &picture)
        drawGate(on: &picture)
        drawTable(on: &picture)
        drawPlate(subject.title, on: &picture)
    }

    private static func drawRoom(lights: [Lantern], on picture: inout PictureBuffer) {
        picture.paint(.sheet) { _, y in
            Ink(tint: ceiling.mixed(with: wall, min(y / tableTop, 1)), cover: 1)
        }
        for light in lights {
            let centre = light.centre
            let reach = light.radius.x * 3.4
            let box = SceneBox(left: centre.x - reach, top: centre.y - reach, width: 2 * reach, height: 2 * reach)
            picture.paint(box) { x, y in
                let across = (x - centre.x) / reach, down = (y - centre.y) / reach
                let nearness = max(1 - (across * across + down * down).squareRoot(), 0)
                return Ink(tint: glow, cover: 0.62 * nearness * nearness)
            }
        }
    }

    /// A round gate with the night behind it.
    private static func drawGate(on picture: inout PictureBuffer) {
        let reach = gate.radius + 8
        let box = SceneBox(left: gate.x - reach, top: gate.y - reach, width: 2 * reach, height: 2 * reach)
        let soft = picture.format.scale
        picture.paint(box) { x, y in
            let across = x - gate.x, down = y - gate.y
            let distance = (across * across + down * down).squareRoot()
            let cover = min(max((reach - distance) * soft + 0.5, 0), 1)
            let rim = min(max((distance - gate.radius) * soft + 0.5, 0), 1)
            let sky = night.mixed(with: dusk, min(max((down + gate.radius) / (2 * gate.radius), 0), 1))
            let moonAcross = across + 52, moonDown = down + 44
            let moon = 13 - (moonAcross * moonAcross + moonDown * moonDown).squareRoot()
            let lit = sky.mixed(with: cream, 0.85 * min(max(moon * soft + 0.5, 0), 1))
            return Ink(tint: lit.mixed(with: frame, rim), cover: cover)
        }
    }

    private static func drawTable(on picture: inout PictureBuffer) {
        let box = SceneBox(left: 0, top: tableTop, width: 640, height: 360 - tableTop)
        picture.paint(box) { x, y in
            let down = y - tableTop
            let warmth = 1 - min(abs(x - gate.x) / 420, 1)
            if down < 7 { return Ink(tint: board.lighter(by: 26 * warmth - 3 * down), cover: 1) }
            return Ink(tint: front.lighter(by: 10 * warmth - down * 0.16), cover: 1)
        }
    }

    private static func drawPlate(_ title: String, on picture: inout PictureBuffer) {
        var caption = Lettering(height: 8)
        caption.draw("NOW SHOWING", left: plate.left, top: 281, tint: glow, on: &picture)
        let text = title.uppercased()
        let natural = Lettering(height: plate.height)
        let fitting = min(1, plate.width / max(natural.width(of: text), 1))
        var name = Lettering(height: plate.height * fitting)
        name.draw(text, left: plate.left, top: plate.top, tint: cream, on: &picture)
    }
}
