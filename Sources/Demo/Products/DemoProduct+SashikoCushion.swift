import Domain
import SyntheticCamera

extension DemoProduct {
    static let sashikoCushion = DemoProduct(
        handle: Handle("sashiko-cushion-cover"),
        title: "Sashiko cushion cover",
        description: """
            White running stitch on indigo cotton, the old way of making work clothes last. Between 2,000 and 3,000 \
            stitches each, sewn by four women who sign the inside of the hem. With a hidden zip; the filling is not \
            included, so it travels as a letter.
            """,
        notFor: """
            Not for pale sofas in the first weeks: indigo rubs off a little until it has been washed twice. Wash it \
            alone.
            """,
        options: ["Pattern", "Size"],
        variants: [
            DemoVariant("LL-203-W45", ["Waves", "45 cm"], minor: 38_00, onHand: 20),
            DemoVariant("LL-203-W50", ["Waves", "50 cm"], minor: 44_00, onHand: 13),
            DemoVariant("LL-203-D45", ["Diamonds", "45 cm"], minor: 38_00, onHand: 18),
            DemoVariant("LL-203-D50", ["Diamonds", "50 cm"], minor: 44_00, onHand: 11),
        ],
        pictures: [
            .square(
                "sashiko-cushion-cover",
                alt: "An indigo cushion with a white stitched pattern of overlapping waves"
            ),
            .square(
                "sashiko-cushion-cover-diamonds",
                alt: "An indigo cushion stitched with white diamonds and small orange crosses"
            ),
        ],
        look: Look(shape: .cloth, colour: SceneColour(hex: 0x22365C), accent: SceneColour(hex: 0xEFE4CB))
    )
}
