import Domain
import SyntheticCamera

extension DemoProduct {
    static let bedsideEmber = DemoProduct(
        handle: Handle("bedside-ember"),
        title: "Bedside Ember table lamp",
        description: """
            A small lamp for the last hour of the day: a thrown stoneware base under a linen shade, 46 cm high. The \
            dimmer on the cord goes down to two per cent without a flicker. The glaze runs differently on every piece; \
            you get one of a kind, and we cannot choose it for you.
            """,
        notFor: """
            Not a reading lamp: at full light it gives 250 lumens, and the shade turns them soft. The base weighs 2.4 \
            kg, so keep it out of reach of small children.
            """,
        options: ["Glaze"],
        variants: [
            DemoVariant("LL-104-C", ["Celadon"], minor: 89_00, onHand: 12),
            DemoVariant("LL-104-X", ["Oxblood"], minor: 96_00, onHand: 8),
            DemoVariant("LL-104-K", ["Chalk"], minor: 84_00, before: 96_00, onHand: 6),
        ],
        pictures: [
            .square(
                "bedside-ember",
                alt: "A table lamp with a pale green glazed base and a linen shade beside two books"
            ),
            .square(
                "bedside-ember-oxblood",
                alt: "A table lamp with a deep red glazed base and a linen shade beside two books"),
        ],
        look: Look(shape: .column, colour: SceneColour(hex: 0x7FA893), accent: SceneColour(hex: 0xE9D9B0))
    )
}
