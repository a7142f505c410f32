import Domain
import SyntheticCamera

extension DemoProduct {
    static let cloudLoomThrow = DemoProduct(
        handle: Handle("cloud-loom-throw"),
        title: "Cloud Loom wool throw",
        description: """
            A herringbone throw of lambswool, woven on a loom from 1962 and brushed with thistle heads until it turns \
            soft. 130 × 190 cm with a hand-twisted fringe. Warm enough for an armchair in a cold room, light enough to \
            fall asleep under.
            """,
        notFor: """
            Not for anyone whose skin argues with wool: lambswool is soft, but it is wool. Dry clean, or wash by hand \
            in cold water and dry flat.
            """,
        options: ["Colour"],
        variants: [
            DemoVariant("LL-202-O", ["Oat"], minor: 112_00, onHand: 11),
            DemoVariant("LL-202-K", ["Ink"], minor: 112_00, onHand: 8),
        ],
        pictures: [
            .square(
                "cloud-loom-throw",
                alt: "An oat-coloured herringbone throw with rust stripes, folded over a stool below a green vase"
            ),
            .square(
                "cloud-loom-throw-ink",
                alt: "An ink blue herringbone throw with golden stripes, folded over a stool below a green vase"),
        ],
        look: Look(shape: .cloth, colour: SceneColour(hex: 0xCDB488), accent: SceneColour(hex: 0xA8552F))
    )
}
