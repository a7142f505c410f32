/// A glyph's strokes, flattened to straight pieces.
struct StrokePath: Sendable {
    struct Point: Hashable, Sendable {
        var x: Float
        var y: Float
    }

    struct Piece: Hashable, Sendable {
        var start: Point
        var end: Point
    }

    private(set) var pieces: [Piece] = []

    /// Straight pieces per curve; at the sizes drawn here none is longer than four pixels.
    private static let piecesPerCurve = 8

    /// - Parameter text: the small path language of ``StrokeFont``; it is our own, so a mistake in it traps.
    init(_ text: String) {
        var pen = Point(x: 0, y: 0)
        var words = text.split(separator: " ")[...]
        while let word = words.popFirst() {
            let first = Self.number(word.dropFirst())
            switch word.first {
            case "M":
                pen = Point(x: first, y: Self.number(words.popFirst()))
            case "L":
                let end = Point(x: first, y: Self.number(words.popFirst()))
                pieces.append(Piece(start: pen, end: end))
                pen = end
            case "Q":
                let control = Point(x: first, y: Self.number(words.popFirst()))
                let end = Point(x: Self.number(words.popFirst()), y: Self.number(words.popFirst()))
                appendCurve(from: pen, control: control, to: end)
                pen = end
            default:
                preconditionFailure("the stroke font holds a step that is neither M, L nor Q: \(word)")
            }
        }
    }

    /// The distance from a point to the nearest stroke's middle.
    func distance(to point: Point) -> Float {
        var nearest = Float.infinity
        for piece in pieces {
            let along = Point(x: piece.end.x - piece.start.x, y: piece.end.y - piece.start.y)
            let from = Point(x: point.x - piece.start.x, y: point.y - piece.start.y)
            let length = along.x * along.x + along.y * along.y
            let share = length > 0 ? min(max((from.x * along.x + from.y * along.y) / length, 0), 1) : 0
            let x = from.x - along.x * share, y = from.y - along.y * share
            nearest = min(nearest, x * x + y * y)
        }
        return nearest.squareRoot()
    }

    private mutating func appendCurve(from start: Point, control: Point, to end: Point) {
        var last = start
        for step in 1...Self.piecesPerCurve {
            let t = Float(step) / Float(Self.piecesPerCurve)
            let a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t
            let next = Point(
                x: a * start.x + b * control.x + c * end.x,
                y: a * start.y + b * control.y + c * end.y
            )
            pieces.append(Piece(start: last, end: next))
            last = next
        }
    }

    private static func number(_ text: Substring?) -> Float {
        guard let text, let number = Float(text) else {
            preconditionFailure("the stroke font holds a path that ends in the middle of a step")
        }
        return number
    }
}
