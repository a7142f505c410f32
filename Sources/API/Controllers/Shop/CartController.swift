internal import Commerce
internal import Domain
internal import Hummingbird
internal import Rooms

/// `/api/v1/cart`: the caller's cart.
struct CartController: RouteSource {
    let carts: Carts
    let shows: Shows
    let sessions: Sessions

    var routes: [Route] {
        [
            Route(.get, "/api/v1/cart", .session, "The caller's cart", handler: read),
            Route(.put, "/api/v1/cart/lines/{variant}", .session, "Sets a line; 0 removes it", handler: set),
        ]
    }

    private func read(_ exchange: Exchange) async throws -> Response {
        let visitor = try await visitor(of: exchange)
        return Reply.json(CartBody(try await carts.cart(of: visitor.id, in: visitor.market)))
    }

    private struct Line: Decodable {
        let quantity: Int
        let show: ShowID?
    }

    private func set(_ exchange: Exchange) async throws -> Response {
        let line: Line = try await exchange.json()
        // Only who may watch a show gets its offers' prices, and buys in its name.
        if line.quantity > 0, let show = line.show { try await shows.find(show).admit(exchange.caller) }
        let visitor = try await visitor(of: exchange)
        return Reply.json(
            CartBody(
                try await carts.set(
                    exchange.id("variant"), quantity: line.quantity, show: line.show, of: visitor.id,
                    in: visitor.market)))
    }

    private func visitor(of exchange: Exchange) async throws -> Visitor {
        try await sessions.visitor(of: exchange.signedIn(), acceptLanguage: exchange.headers[.acceptLanguage])
    }
}
