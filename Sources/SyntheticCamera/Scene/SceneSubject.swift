/// What stands in the middle of the scene: the product on show.
package struct SceneSubject: Hashable, Sendable {
    /// How the product is drawn.
    package enum Shape: String, Hashable, Sendable, CaseIterable {
        /// A paper lantern, wider than high.
        case globe
        /// A tall, narrow lamp.
        case column
        /// A hanging piece of fabric.
        case cloth
    }

    /// The name on the plate under it; lettered in capitals.
    package var title: String
    package var shape: Shape
    /// The paper or the ground of the fabric.
    package var colour: SceneColour
    /// The trimming or the pattern.
    package var accent: SceneColour

    package init(title: String, shape: Shape, colour: SceneColour, accent: SceneColour) {
        self.title = title
        self.shape = shape
        self.colour = colour
        self.accent = accent
    }
}
