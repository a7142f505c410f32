/// The letters of the scene: strokes with round ends, drawn for this project.
///
/// A glyph stands on a grid 6 units high, y downwards from the top of a capital; its width is its own. Paths are read by
/// ``StrokePath``: `M x y` lifts the pen, `L x y` draws a line, `Q cx cy x y` a quadratic curve. Digits share one width,
/// so a running clock does not jitter. There is one case: capitals.
enum StrokeFont {
    struct Outline: Sendable {
        let width: Float
        let path: String
    }

    static let height: Float = 6
    /// The thickness of a stroke, in the same units.
    static let strokeWidth: Float = 0.78
    /// The distance between two glyphs' grids.
    static let spacing: Float = 1.8
    /// The width of a space, and of a character the font lacks.
    static let gap: Float = 0.6

    /// The glyph of a character; `nil` where the font has none.
    static func outline(of character: Character) -> Outline? {
        outlines[character]
    }

    private static let outlines: [Character: Outline] = [
        "A": Outline(width: 4, path: "M0 6 L2 0 L4 6 M0.7 4 L3.3 4"),
        "B": Outline(
            width: 3.6,
            path: "M0 0 L0 6 L2.1 6 Q3.6 6 3.6 4.4 Q3.6 2.8 2.1 2.8 L0 2.8 M2 2.8 Q3.3 2.8 3.3 1.4 Q3.3 0 2 0 L0 0"
        ),
        "C": Outline(width: 4, path: "M3.9 1.2 Q3.3 0 2.1 0 Q0 0 0 3 Q0 6 2.1 6 Q3.3 6 3.9 4.8"),
        "D": Outline(width: 4, path: "M0 0 L0 6 L1.6 6 Q4 6 4 3 Q4 0 1.6 0 L0 0"),
        "E": Outline(width: 3.2, path: "M3.2 0 L0 0 L0 6 L3.2 6 M0 3 L2.7 3"),
        "F": Outline(width: 3.1, path: "M3.1 0 L0 0 L0 6 M0 3 L2.6 3"),
        "G": Outline(width: 4.1, path: "M3.8 1.1 Q3.2 0 2.1 0 Q0 0 0 3 Q0 6 2.1 6 Q4.1 6 4.1 3.3 L2.4 3.3"),
        "H": Outline(width: 3.8, path: "M0 0 L0 6 M3.8 0 L3.8 6 M0 3 L3.8 3"),
        "I": Outline(width: 0, path: "M0 0 L0 6"),
        "J": Outline(width: 2.6, path: "M2.6 0 L2.6 4.4 Q2.6 6 1.2 6 Q0 6 0 4.8"),
        "K": Outline(width: 3.6, path: "M0 0 L0 6 M3.5 0 L0 3.6 M1.3 2.3 L3.6 6"),
        "L": Outline(width: 3, path: "M0 0 L0 6 L3 6"),
        "M": Outline(width: 4.8, path: "M0 6 L0 0 L2.4 4 L4.8 0 L4.8 6"),
        "N": Outline(width: 3.9, path: "M0 6 L0 0 L3.9 6 L3.9 0"),
        "O": Outline(width: 4.4, path: "M2.2 0 Q4.4 0 4.4 3 Q4.4 6 2.2 6 Q0 6 0 3 Q0 0 2.2 0"),
        "P": Outline(width: 3.5, path: "M0 6 L0 0 L2 0 Q3.5 0 3.5 1.7 Q3.5 3.4 2 3.4 L0 3.4"),
        "Q": Outline(width: 4.4, path: "M2.2 0 Q4.4 0 4.4 3 Q4.4 6 2.2 6 Q0 6 0 3 Q0 0 2.2 0 M2.8 4.4 L4.3 6.2"),
        "R": Outline(width: 3.6, path: "M0 6 L0 0 L2 0 Q3.5 0 3.5 1.7 Q3.5 3.4 2 3.4 L0 3.4 M1.9 3.4 L3.6 6"),
        "S": Outline(
            width: 3.6,
            path: "M3.4 1.1 Q3 0 1.8 0 Q0.2 0 0.2 1.5 Q0.2 2.7 1.8 3 Q3.6 3.3 3.6 4.5 Q3.6 6 1.8 6 Q0.5 6 0 4.9"
        ),
        "T": Outline(width: 3.8, path: "M0 0 L3.8 0 M1.9 0 L1.9 6"),
        "U": Outline(width: 3.8, path: "M0 0 L0 4 Q0 6 1.9 6 Q3.8 6 3.8 4 L3.8 0"),
        "V": Outline(width: 4, path: "M0 0 L2 6 L4 0"),
        "W": Outline(width: 5.6, path: "M0 0 L1.4 6 L2.8 1.2 L4.2 6 L5.6 0"),
        "X": Outline(width: 3.8, path: "M0 0 L3.8 6 M3.8 0 L0 6"),
        "Y": Outline(width: 3.8, path: "M0 0 L1.9 3 L3.8 0 M1.9 3 L1.9 6"),
        "Z": Outline(width: 3.6, path: "M0 0 L3.6 0 L0 6 L3.6 6"),
        "0": Outline(width: 3.6, path: "M1.8 0 Q3.6 0 3.6 3 Q3.6 6 1.8 6 Q0 6 0 3 Q0 0 1.8 0"),
        "1": Outline(width: 3.6, path: "M0.7 1.3 L2.2 0 L2.2 6"),
        "2": Outline(width: 3.6, path: "M0.1 1.4 Q0.3 0 1.8 0 Q3.5 0 3.5 1.6 Q3.5 2.6 2.4 3.6 L0 6 L3.6 6"),
        "3": Outline(width: 3.6, path: "M0.2 0 L3.4 0 L1.6 2.4 Q3.6 2.4 3.6 4.2 Q3.6 6 1.8 6 Q0.5 6 0 4.9"),
        "4": Outline(width: 3.6, path: "M2.7 6 L2.7 0 L0 4.2 L3.6 4.2"),
        "5": Outline(
            width: 3.6,
            path: "M3.3 0 L0.5 0 L0.2 2.7 Q0.9 2.2 1.8 2.2 Q3.6 2.2 3.6 4.1 Q3.6 6 1.8 6 Q0.5 6 0 4.9"
        ),
        "6": Outline(width: 3.6, path: "M2.9 0 Q0 1.8 0 4.1 Q0 6 1.8 6 Q3.6 6 3.6 4.2 Q3.6 2.5 1.8 2.5 Q0.3 2.5 0 3.8"),
        "7": Outline(width: 3.6, path: "M0 0 L3.6 0 L1.3 6"),
        "8": Outline(
            width: 3.6,
            path: "M1.8 2.8 Q0.3 2.8 0.3 1.4 Q0.3 0 1.8 0 Q3.3 0 3.3 1.4 Q3.3 2.8 1.8 2.8 "
                + "Q0 2.8 0 4.4 Q0 6 1.8 6 Q3.6 6 3.6 4.4 Q3.6 2.8 1.8 2.8"
        ),
        "9": Outline(
            width: 3.6,
            path: "M0.7 6 Q3.6 4.2 3.6 1.9 Q3.6 0 1.8 0 Q0 0 0 1.8 Q0 3.5 1.8 3.5 Q3.3 3.5 3.6 2.2"
        ),
        ":": Outline(width: 0.2, path: "M0.1 1.9 L0.1 1.9 M0.1 4.6 L0.1 4.6"),
        ".": Outline(width: 0.2, path: "M0.1 6 L0.1 6"),
        ",": Outline(width: 0.4, path: "M0.4 5.8 L0 6.9"),
        "-": Outline(width: 1.9, path: "M0 3.2 L1.9 3.2"),
        "'": Outline(width: 0, path: "M0 0 L0 1.2"),
        "’": Outline(width: 0, path: "M0 0 L0 1.2"),
        "&": Outline(
            width: 4.1,
            path: "M4.1 6 L1 1.8 Q0.6 0 1.9 0 Q3.1 0 3.1 1.2 Q3.1 2.3 1.6 3 Q0 3.7 0 4.7 Q0 6 1.6 6 Q3.4 6 3.9 3.6"
        ),
        "/": Outline(width: 2.6, path: "M0 6.4 L2.6 -0.4"),
    ]
}
