/// What a shape puts on one point: a colour, and how much of it.
struct Ink {
    var tint: Tint
    /// From 0 (nothing) to 1 (all).
    var cover: Float

    static func none(_ tint: Tint) -> Self { Self(tint: tint, cover: 0) }
}
