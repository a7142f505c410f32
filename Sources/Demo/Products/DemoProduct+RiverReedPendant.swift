import Domain
import SyntheticCamera

extension DemoProduct {
    static let riverReedPendant = DemoProduct(
        handle: Handle("river-reed-pendant"),
        title: "River Reed pendant lamp",
        description: """
            A wide dome woven from river reed around a steel frame, about eleven hours of work for one weaver. It \
            throws a clear pool of light on the table and a fine lattice on the walls. With two metres of textile cord \
            and a ceramic E27 socket; hard-wired, no plug.
            """,
        notFor: """
            Not for a room that needs bright, even light: most of it falls straight down. Small gaps and shades of \
            brown in the weave are part of the reed and no reason for a return.
            """,
        options: ["Finish", "Diameter"],
        variants: [
            DemoVariant("LL-102-N40", ["Natural", "40 cm"], minor: 118_00, onHand: 8),
            DemoVariant("LL-102-N60", ["Natural", "60 cm"], minor: 168_00, onHand: 5),
            DemoVariant("LL-102-S40", ["Smoked", "40 cm"], minor: 118_00, onHand: 7),
            DemoVariant("LL-102-S60", ["Smoked", "60 cm"], minor: 168_00, onHand: 4),
        ],
        pictures: [
            .square("river-reed-pendant", alt: "A dome of light woven reed hangs over a cone of warm light"),
            .square("river-reed-pendant-smoked", alt: "A dome of dark smoked reed hangs over a cone of warm light"),
        ],
        look: Look(shape: .globe, colour: SceneColour(hex: 0xC79A55), accent: SceneColour(hex: 0x4D3018))
    )
}
