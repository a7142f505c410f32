import Database
package import Domain
package import Journal
import Markets

/// One open cart for each viewer.
package struct Carts: Sendable {
    private let journal: Journal
    private let clock: any WallClock
    private let identifiers: IdentifierGenerator
    private let prices: PriceBook

    package init(journal: Journal, clock: any WallClock, identifiers: IdentifierGenerator, prices: PriceBook) {
        self.journal = journal
        self.clock = clock
        self.identifiers = identifiers
        self.prices = prices
    }

    /// The viewer's cart, priced for a market as of now.
    package func cart(of viewer: ViewerID, in market: MarketID) async throws -> CartView {
        let playbook = try prices.market(market)
        let (prices, now) = (prices, clock.now())
        return try await journal.read { connection in
            let lines = try CartTable(connection: connection).open(of: viewer).map {
                try CartPricing(connection: connection, prices: prices, market: playbook, now: now)
                    .lines(of: $0, viewer: viewer)
            }
            return try CartView(lines ?? [], currency: playbook.currency)
        }
    }

    /// Sets the quantity of a variant; 0 removes it.
    ///
    /// While an offer for it runs in `show`, the line is put in at the offer's price and remembers it: should the offer end
    /// before the order, the cart says so instead of charging more. A line that is set again takes the price of now.
    package func set(
        _ variant: VariantID, quantity: Int, show: ShowID?, of viewer: ViewerID, in market: MarketID
    ) async throws -> CartView {
        guard (0...CartLimits.unitsPerLine).contains(quantity) else {
            throw CommerceError.invalidQuantity(limit: CartLimits.unitsPerLine)
        }
        let playbook = try prices.market(market)
        let (prices, identifiers) = (prices, identifiers)
        return try await journal.write { connection, drafts in
            let table = CartTable(connection: connection)
            let pricing = CartPricing(connection: connection, prices: prices, market: playbook, now: drafts.now)
            var cart = try table.open(of: viewer)
            if quantity > 0 {
                let offer = try pricing.offer(for: variant, quantity: quantity, in: show, of: viewer)
                let id = cart ?? identifiers.next()
                if cart == nil { try table.insert(id, viewer: viewer, at: drafts.now) }
                cart = id
                guard try table.count(of: id, without: variant) < CartLimits.lines else {
                    throw CommerceError.fullCart(limit: CartLimits.lines)
                }
                let line = CartLine(variant: variant, quantity: quantity, show: show, offer: offer)
                try table.set(line, in: id, at: drafts.now)
            } else if let cart {
                try table.remove(variant, from: cart)
            }
            let lines = try cart.map { try pricing.lines(of: $0, viewer: viewer) }
            return try CartView(lines ?? [], currency: playbook.currency)
        }
    }
}
