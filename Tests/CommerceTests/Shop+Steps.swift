import Commerce
import Database
import Domain

extension Shop {
    @discardableResult
    func startOffer(
        _ variant: VariantID, price: Int64 = 1_500, units: Int = 5, limit: Int = 1,
        for duration: Duration = .seconds(60), key: String? = nil
    ) async throws -> Offer {
        try await commerce.offers.start(
            OfferRequest(
                show: Self.show, variant: variant, price: Money(minor: price, currency: Self.dollar), units: units,
                limitPerBuyer: limit, duration: duration),
            by: Identifier("host"), key: key.map { .named($0) } ?? .fresh())
    }

    /// Sets the units on hand, whatever they were.
    func count(_ variant: VariantID, onHand: Int) async throws {
        let now = try await commerce.stock.level(variant).onHand
        try await commerce.stock.count(variant, expected: now, onHand: onHand)
    }

    /// Lets time pass and does what it asks for; every step must succeed.
    func pass(_ duration: Duration) async throws {
        clock.advance(by: duration)
        for failure in await commerce.sweeper.sweep() { throw failure.cause }
    }

    /// Removes a show, as far as the shop is concerned.
    func forget(_ show: ShowID) async throws {
        try await database.write { try Commerce.forget(show, in: $0) }
    }

    func seen(_ order: OrderID) async throws -> OrderView {
        try await commerce.orders.order(order, for: .seller)
    }
}

extension Catalogue {
    /// Makes a product what a draft says, whatever it is now.
    func update(_ id: ProductID, to draft: ProductDraft) async throws -> Product {
        try await update(id) { _ in draft }
    }
}
