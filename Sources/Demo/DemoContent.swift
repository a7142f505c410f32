import Domain

/// All that `serve --demo` puts into an empty shop.
package enum DemoContent {
    /// The catalogue, in shelf order: lamps, then textiles.
    package static let products: [DemoProduct] = [
        .harvestMoonLantern, .riverReedPendant, .nightMarketString, .bedsideEmber, .wayfarerLantern, .starCutLamp,
        .bambooColumn, .ikatRunner, .cloudLoomThrow, .sashikoCushion, .marketDayTowels, .dyersGardenScarf,
    ]

    /// The show on air and the one announced.
    package static let shows: [DemoShow] = [onAir, newMoonNight]

    /// The show the synthetic camera plays.
    package static let onAir = DemoShow(
        id: ShowID("demo"),
        title: "An evening in the lamp shop",
        description: """
            A slow walk along the shelves: every lamp lit, every cloth unfolded, forty seconds each. The picture comes from \
            a camera that the server draws itself, so there is always something to watch. Go live from the studio and you \
            take its place.
            """,
        poster: .poster(
            "show-demo",
            alt: "Paper lanterns glow before a round window; a woven teal cloth hangs beside it"
        ),
        schedule: .always,
        runningOrder: RunningOrder(products.map { .init(product: $0, duration: .seconds(40)) })
    )

    private static let newMoonNight = DemoShow(
        id: ShowID("new-moon-night"),
        title: "New Moon Night",
        description: """
            The darkest night of the month is the best one to look at lamps. Seven of them, in a room with no other light, \
            and questions about paper, reed, brass and clay answered as they come.
            """,
        poster: .poster("show-new-moon-night", alt: "Small lanterns float on a lake under a thin moon"),
        schedule: .upcoming(days: 3, hour: 12),
        runningOrder: RunningOrder(products.prefix(7).map { .init(product: $0, duration: .seconds(40)) })
    )
}
