internal import Hummingbird
internal import Markets

/// `/api/v1/markets`: the markets of this server.
struct MarketController: RouteSource {
    let markets: MarketDirectory

    var routes: [Route] {
        [
            Route(.get, "/api/v1/markets", .anybody, "The markets of this server") { _ in
                Reply.list(markets.all.map(MarketBody.init))
            }
        ]
    }
}
