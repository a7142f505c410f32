/// A rectangle in scene units, whatever the picture's size.
struct SceneBox: Hashable, Sendable {
    var left: Float
    var top: Float
    var width: Float
    var height: Float

    /// The whole scene.
    static let sheet = Self(left: 0, top: 0, width: 640, height: 360)

    var right: Float { left + width }
    var bottom: Float { top + height }
}
