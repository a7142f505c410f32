import Domain
import SyntheticCamera

extension DemoProduct {
    static let bambooColumn = DemoProduct(
        handle: Handle("bamboo-column-lamp"),
        title: "Bamboo Column floor lamp",
        description: """
            A column of light for the corner that has none: paper behind four poles of smoked bamboo, joined with pegs \
            and no metal you can see. The foot switch dims in four steps. It arrives in one flat box and stands in ten \
            minutes, without tools.
            """,
        notFor: """
            Not for homes with cats that climb, and not for floors that are being mopped around it every day: bamboo \
            and paper mark easily.
            """,
        options: ["Height"],
        variants: [
            DemoVariant("LL-107-120", ["120 cm"], minor: 189_00, onHand: 5),
            DemoVariant("LL-107-150", ["150 cm"], minor: 229_00, onHand: 4),
        ],
        pictures: [
            .square(
                "bamboo-column-lamp",
                alt: "A tall paper lamp between bamboo poles, beside a window at night and a plant"
            )
        ],
        look: Look(shape: .column, colour: SceneColour(hex: 0xF0DCA8), accent: SceneColour(hex: 0x6B4A22))
    )
}
