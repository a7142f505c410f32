package import Domain
package import Journal
import Markets

/// From the cart to an order with a payment under way.
package struct Checkout: Sendable {
    private let journal: Journal
    private let identifiers: IdentifierGenerator
    private let prices: PriceBook
    private let orders: Orders
    private let payments: Payments

    package init(
        journal: Journal, identifiers: IdentifierGenerator, prices: PriceBook, orders: Orders, payments: Payments
    ) {
        self.journal = journal
        self.identifiers = identifiers
        self.prices = prices
        self.orders = orders
        self.payments = payments
    }

    /// Places the order in one transaction, then asks the provider for the money.
    ///
    /// The same key with the same request gives the order of the first time, as it stands now. When the provider does not
    /// answer, the order stands with a payment still `created`, and the sweep asks again.
    package func placeOrder(
        _ request: CheckoutRequest, of viewer: ViewerID, in market: MarketID, key: IdempotencyKey
    ) async throws -> OrderView {
        let placement = try OrderPlacement(
            request, viewer: viewer, market: prices.market(market), prices: prices, identifiers: identifiers)
        let attempt = try IdempotentAttempt(caller: viewer, key: key, request: request)
        let placed = try await journal.write { connection, drafts in
            try placement.place(attempt, in: connection, &drafts)
        }
        if let payment = placed.payment { await payments.startIfPossible(payment) }
        return try await orders.order(placed.order, for: .viewer(viewer))
    }

    /// Forgets idempotency keys that no client uses any more.
    package func forgetOldAttempts() async throws {
        try await journal.write { connection, drafts in
            try IdempotencyStore(connection: connection).purge(at: drafts.now)
        }
    }
}
