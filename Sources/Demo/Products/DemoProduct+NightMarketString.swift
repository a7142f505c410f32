import Domain
import SyntheticCamera

extension DemoProduct {
    static let nightMarketString = DemoProduct(
        handle: Handle("night-market-string"),
        title: "Night Market string of ten lanterns",
        description: """
            Ten small paper lanterns on one cord, five round and five tall, each with a warm LED that is soldered in \
            and cannot be lost. Runs on 5 volts from any USB-A charger or power bank and draws 4 watts. The paper \
            covers come off, lie flat and can be bought again one by one.
            """,
        notFor: """
            Not for rain and not for leaving out overnight. The LEDs cannot be replaced: after about 15,000 hours the \
            string is used up.
            """,
        options: ["Colours", "Length"],
        variants: [
            DemoVariant("LL-103-F3", ["Festival", "3 m"], minor: 29_00, onHand: 30),
            DemoVariant("LL-103-F5", ["Festival", "5 m"], minor: 36_00, onHand: 22),
            DemoVariant("LL-103-V3", ["Ivory", "3 m"], minor: 29_00, onHand: 20),
            DemoVariant("LL-103-V5", ["Ivory", "5 m"], minor: 36_00, onHand: 14),
        ],
        pictures: [
            .square(
                "night-market-string",
                alt: "Two strings of small lanterns in red, amber, teal, pink and yellow against a dusk sky"
            ),
            .square(
                "night-market-string-ivory",
                alt: "Two strings of small lanterns in shades of ivory against a blue night"),
        ],
        look: Look(shape: .globe, colour: SceneColour(hex: 0xE2542F), accent: SceneColour(hex: 0x2F9A8F))
    )
}
