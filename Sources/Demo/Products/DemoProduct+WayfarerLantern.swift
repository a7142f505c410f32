import Domain
import SyntheticCamera

extension DemoProduct {
    static let wayfarerLantern = DemoProduct(
        handle: Handle("wayfarer-folding-lantern"),
        title: "Wayfarer folding lantern",
        description: """
            A travelling light that packs down to the height of a book. Open it and the pleated paper stands up by \
            itself; a magnet in the walnut base keeps it shut in the bag. It charges by USB-C in two hours and glows \
            for nine at the middle of its three steps.
            """,
        notFor: """
            Not for tents in wind or wet: the paper is coated, but a soaked pleat stays wavy. The battery is built in \
            and is changed by us, not at home.
            """,
        options: ["Colour"],
        variants: [
            DemoVariant("LL-105-R", ["Rice white"], minor: 54_00, onHand: 26),
            DemoVariant("LL-105-M", ["Moss"], minor: 54_00, onHand: 17),
        ],
        pictures: [
            .square(
                "wayfarer-folding-lantern",
                alt: "A pleated white paper lantern with a wooden base and a leather handle in front of hills at dawn"
            ),
            .square(
                "wayfarer-folding-lantern-moss",
                alt:
                    "A pleated moss green paper lantern with a wooden base and a leather handle in front of hills at dawn"
            ),
        ],
        look: Look(shape: .column, colour: SceneColour(hex: 0xEFD9A6), accent: SceneColour(hex: 0x94592F))
    )
}
