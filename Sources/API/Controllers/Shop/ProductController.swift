internal import Commerce
internal import Domain
internal import Hummingbird
internal import Rooms

/// `/api/v1/products` and the shelf of each show.
struct ProductController: RouteSource {
    let catalogue: Catalogue
    let stock: Stock
    let shows: Shows
    let sessions: Sessions

    var routes: [Route] {
        [
            Route(
                .get, "/api/v1/shows/{show}/shelf", .anybody, "A show's products, priced for the caller", handler: shelf
            ),
            Route(.put, "/api/v1/shows/{show}/shelf", .show(.host), "Sets the running order", handler: setShelf),
            Route(.get, "/api/v1/products/{product}", .anybody, "One product, priced for the caller", handler: read),
            Route(.get, "/api/v1/products", .anyShow(.host), "The catalogue, in the shop's currency", handler: list),
            Route(.post, "/api/v1/products", .role(.owner), "Adds a product", handler: create),
            Route(.patch, "/api/v1/products/{product}", .role(.owner), "Changes a product", handler: change),
            Route(.delete, "/api/v1/products/{product}", .role(.owner), "Takes a product out of the shop") { exchange in
                try await catalogue.archive(exchange.id("product"))
                return Reply.noContent()
            },
            Route(
                .put, "/api/v1/products/{product}/stock", .role(.owner), "Corrects the units on hand", handler: count),
        ]
    }

    private func shelf(_ exchange: Exchange) async throws -> Response {
        let show = try await shows.find(exchange.id("show"))
        try show.admit(exchange.caller)
        return Reply.list(try await catalogue.shelf(of: show.id, in: market(of: exchange)).map { ProductBody($0) })
    }

    private struct Shelf: Decodable {
        let products: [ProductID]
    }

    private func setShelf(_ exchange: Exchange) async throws -> Response {
        let shelf: Shelf = try await exchange.json()
        let show = try await shows.find(exchange.id("show"))
        try await catalogue.setShelf(of: show.id, to: shelf.products)
        return try await self.shelf(exchange)
    }

    private func read(_ exchange: Exchange) async throws -> Response {
        let view = try await catalogue.view(of: exchange.id("product"), in: market(of: exchange))
        return Reply.json(ProductBody(view, showsStock: (exchange.caller?.role ?? .viewer) >= .host))
    }

    private func list(_ exchange: Exchange) async throws -> Response {
        let (after, limit) = try exchange.page()
        // The catalogue gives at most a hundred at once, whatever is asked for.
        let products = try await catalogue.products(after: after.map { ProductID($0) }, limit: min(limit, 100))
        let next = products.count == min(limit, 100) ? products.last?.id.rawValue : nil
        return Reply.list(products.map { ProductBody($0) }, next: next)
    }

    private func create(_ exchange: Exchange) async throws -> Response {
        let input: ProductInput = try await exchange.json()
        return Reply.json(ProductBody(try await catalogue.create(try input.draft())), status: .created)
    }

    private func change(_ exchange: Exchange) async throws -> Response {
        let input: ProductInput = try await exchange.json()
        return Reply.json(ProductBody(try await catalogue.update(exchange.id("product")) { try input.draft(over: $0) }))
    }

    private struct Count: Decodable {
        let variant: VariantID
        /// The units on hand as the caller knows them.
        let expected: Int
        let onHand: Int
    }

    private func count(_ exchange: Exchange) async throws -> Response {
        let count: Count = try await exchange.json()
        let product = try await catalogue.product(exchange.id("product"))
        guard product.variants.contains(where: { $0.id == count.variant }) else {
            throw CommerceError.unknownVariant(count.variant)
        }
        try await stock.count(count.variant, expected: count.expected, onHand: count.onHand)
        return Reply.json(ProductBody(try await catalogue.product(product.id)))
    }

    private func market(of exchange: Exchange) async throws -> MarketID {
        try await sessions.market(of: exchange.caller, acceptLanguage: exchange.headers[.acceptLanguage])
    }
}
