import Domain
import SyntheticCamera

extension DemoProduct {
    static let ikatRunner = DemoProduct(
        handle: Handle("ikat-table-runner"),
        title: "Ikat table runner",
        description: """
            The pattern is tied and dyed into the threads before the loom is even set up, which is why its edges look \
            as if they breathed. Heavy cotton, 45 cm wide, hand-knotted fringe at both ends. Plant dyes, fixed with \
            alum; the first wash runs a little, the later ones do not.
            """,
        notFor: """
            Not for the dryer or for bleach, and not for people who want both ends to match to the millimetre: this is \
            weaving by eye.
            """,
        options: ["Colour", "Length"],
        variants: [
            DemoVariant("LL-201-I150", ["Indigo", "150 cm"], minor: 58_00, onHand: 16),
            DemoVariant("LL-201-I200", ["Indigo", "200 cm"], minor: 72_00, onHand: 10),
            DemoVariant("LL-201-M150", ["Madder", "150 cm"], minor: 58_00, onHand: 14),
            DemoVariant("LL-201-M200", ["Madder", "200 cm"], minor: 72_00, onHand: 9),
            DemoVariant("LL-201-G150", ["Moss", "150 cm"], minor: 58_00, onHand: 7),
            DemoVariant("LL-201-G200", ["Moss", "200 cm"], minor: 72_00, onHand: 5),
        ],
        pictures: [
            .square(
                "ikat-table-runner",
                alt: "An indigo runner with cream and red diamonds on a wooden table, with oranges and tea"
            ),
            .square(
                "ikat-table-runner-madder",
                alt: "A madder red runner with cream and blue diamonds on a wooden table, with oranges and tea"),
        ],
        look: Look(shape: .cloth, colour: SceneColour(hex: 0x1F3358), accent: SceneColour(hex: 0xD9C79A))
    )
}
