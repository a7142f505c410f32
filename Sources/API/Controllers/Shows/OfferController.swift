internal import Commerce
internal import Domain
internal import Hummingbird
internal import Rooms

/// `/api/v1/shows/{show}/offers`: flash offers.
struct OfferController: RouteSource {
    let shows: Shows
    let offers: Offers
    let sessions: Sessions

    var routes: [Route] {
        [
            Route(.post, "/api/v1/shows/{show}/offers", .show(.host), "Starts a flash offer", handler: start),
            Route(.delete, "/api/v1/shows/{show}/offers/{offer}", .show(.host), "Ends it now") { exchange in
                try await offers.end(exchange.id("offer"), of: exchange.id("show"))
                return Reply.noContent()
            },
        ]
    }

    private struct Input: Decodable {
        let variant: VariantID
        let price: Money
        let units: Int
        let limitPerBuyer: Int
        let seconds: Int
    }

    private func start(_ exchange: Exchange) async throws -> Response {
        let key = try exchange.idempotencyKey()
        let input: Input = try await exchange.json()
        let show = try await shows.find(exchange.id("show"))
        guard (0...86_400).contains(input.seconds) else {
            throw Problem.unprocessable(field: "seconds", why: "an offer lasts 10–300 seconds")
        }
        let offer = try await offers.start(
            OfferRequest(
                show: show.id, variant: input.variant, price: input.price, units: input.units,
                limitPerBuyer: input.limitPerBuyer, duration: .seconds(input.seconds)),
            by: exchange.signedIn().viewer, key: key)
        let market = try await sessions.market(of: exchange.caller, acceptLanguage: exchange.headers[.acceptLanguage])
        return Reply.json(try await offers.view(of: offer, in: market), status: .created)
    }
}
