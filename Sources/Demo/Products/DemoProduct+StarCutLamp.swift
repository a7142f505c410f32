import Domain
import SyntheticCamera

extension DemoProduct {
    static let starCutLamp = DemoProduct(
        handle: Handle("star-cut-brass-lamp"),
        title: "Star-cut brass lamp",
        description: """
            Every star in this drop of brass is sawn by hand, about 180 of them, and no two rows are quite alike. Hang \
            it low and the walls fill with points of light. The brass is left unlacquered and darkens over the years; \
            polish it, or let it.
            """,
        notFor: """
            Not the only lamp for a room: it makes more pattern than light. The cut edges are smooth but thin; wear \
            gloves when you clean it.
            """,
        options: ["Height"],
        variants: [
            DemoVariant("LL-106-28", ["28 cm"], minor: 74_00, onHand: 14),
            DemoVariant("LL-106-42", ["42 cm"], minor: 129_00, before: 149_00, onHand: 6),
        ],
        pictures: [
            .square(
                "star-cut-brass-lamp",
                alt: "A drop-shaped brass lamp pierced with rows of stars, which shine on a dark teal wall"
            )
        ],
        look: Look(shape: .column, colour: SceneColour(hex: 0xD9A648), accent: SceneColour(hex: 0x0B2A30))
    )
}
