import Domain
import SyntheticCamera

extension DemoProduct {
    static let marketDayTowels = DemoProduct(
        handle: Handle("market-day-tea-towels"),
        title: "Market Day tea towels",
        description: """
            Half linen, half cotton, woven so tightly that they dry glasses without lint and can be boiled. 50 × 70 \
            cm, with a loop at the corner that does not tear off. They get better for about a year and then stay that \
            way.
            """,
        notFor: """
            Not for drying straight out of the parcel: new linen takes up little water until its third wash.
            """,
        options: ["Set"],
        variants: [
            DemoVariant("LL-204-2", ["One of each"], minor: 22_00, onHand: 40),
            DemoVariant("LL-204-4", ["Two of each"], minor: 39_00, before: 44_00, onHand: 25),
        ],
        pictures: [
            .square(
                "market-day-tea-towels",
                alt: "A red-striped and a teal-checked tea towel on a brass rail before cream tiles"
            )
        ],
        look: Look(shape: .cloth, colour: SceneColour(hex: 0xF0E6D0), accent: SceneColour(hex: 0xB0452F))
    )
}
