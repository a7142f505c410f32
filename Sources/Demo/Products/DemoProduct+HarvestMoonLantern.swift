import Domain
import SyntheticCamera

extension DemoProduct {
    static let harvestMoonLantern = DemoProduct(
        handle: Handle("harvest-moon-lantern"),
        title: "Harvest Moon paper lantern",
        description: """
            A round lantern of mulberry paper over bamboo ribs, glued by hand and dried on the frame. It folds flat, \
            opens with a wire stretcher and takes any LED bulb with an E27 base up to 12 watts. The light is even and \
            warm: you see the ribs, never the bulb.
            """,
        notFor: """
            Not for bathrooms, open terraces or bulbs that get hot: the paper does not stand damp or heat. The cord \
            set is not included.
            """,
        options: ["Colour", "Size"],
        variants: [
            DemoVariant("LL-101-W30", ["Warm white", "30 cm"], minor: 32_00, onHand: 24),
            DemoVariant("LL-101-W45", ["Warm white", "45 cm"], minor: 48_00, onHand: 16),
            DemoVariant("LL-101-P30", ["Persimmon", "30 cm"], minor: 32_00, onHand: 18),
            DemoVariant("LL-101-P45", ["Persimmon", "45 cm"], minor: 48_00, onHand: 12),
            DemoVariant("LL-101-I30", ["Indigo", "30 cm"], minor: 32_00, onHand: 15),
            DemoVariant("LL-101-I45", ["Indigo", "45 cm"], minor: 48_00, onHand: 9),
        ],
        pictures: [
            .square("harvest-moon-lantern", alt: "A round warm white paper lantern with a red tassel, lit from inside"),
            .square(
                "harvest-moon-lantern-persimmon",
                alt: "A round persimmon orange paper lantern with an amber tassel, lit from inside"),
            .square(
                "harvest-moon-lantern-indigo",
                alt: "A round indigo blue paper lantern with a cream tassel, lit from inside"),
        ],
        look: Look(shape: .globe, colour: SceneColour(hex: 0xF0BE62), accent: SceneColour(hex: 0xB8452A))
    )
}
