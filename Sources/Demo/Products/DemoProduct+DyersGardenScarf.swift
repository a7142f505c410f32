import Domain
import SyntheticCamera

extension DemoProduct {
    static let dyersGardenScarf = DemoProduct(
        handle: Handle("dyers-garden-scarf"),
        title: "Dyer’s Garden silk scarf",
        description: """
            A square of silk twill, 90 × 90 cm, printed with the plants that gave it its colours: marigold, madder, \
            indigo. The edge is rolled and sewn by hand, which takes two hours. It has the weight that makes a knot \
            stay where you put it.
            """,
        notFor: """
            Not for the washing machine, and not for a dog’s neck, however good it looks there. Deep colours fade in a \
            sunny window.
            """,
        options: ["Colour"],
        variants: [
            DemoVariant("LL-205-M", ["Marigold"], minor: 79_00, onHand: 13),
            DemoVariant("LL-205-L", ["Lagoon"], minor: 79_00, onHand: 10),
        ],
        pictures: [
            .square(
                "dyers-garden-scarf",
                alt: "A marigold yellow silk scarf with red flowers and green sprigs, one corner folded over"
            ),
            .square(
                "dyers-garden-scarf-lagoon",
                alt: "A lagoon blue silk scarf with pale yellow flowers, one corner folded over"),
        ],
        look: Look(shape: .cloth, colour: SceneColour(hex: 0xE0982F), accent: SceneColour(hex: 0xB23A2A))
    )
}
