package import Domain
package import SyntheticCamera

/// A product of the demo shop, before any catalogue knows it.
package struct DemoProduct: Hashable, Sendable {
    /// Its name in addresses, such as `harvest-moon-lantern`.
    package typealias Handle = Identifier<DemoProduct>

    package var handle: Handle
    package var title: String
    package var description: String
    /// Whom it does not suit: said before buying, not after.
    package var notFor: String
    /// What a variant is chosen by, such as colour and size.
    package var options: [String]
    package var variants: [DemoVariant]
    /// The first is shown where there is room for one.
    package var pictures: [DemoPicture]
    /// How the synthetic host shows it.
    package var look: Look

    /// The form and colours in which the camera's scene draws the product.
    package struct Look: Hashable, Sendable {
        package var shape: SceneSubject.Shape
        package var colour: SceneColour
        package var accent: SceneColour
    }

    /// What stands in the middle of the camera's scene while the product is on show.
    package var subject: SceneSubject {
        SceneSubject(title: title, shape: look.shape, colour: look.colour, accent: look.accent)
    }
}
