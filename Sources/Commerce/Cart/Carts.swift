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
            var cart = try table.open(of: viewer)
            if quantity > 0 {
                let offer = try Self.offer(
                    for: variant, quantity: quantity, in: show, of: viewer, at: drafts.now, connection)
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
            let pricing = CartPricing(connection: connection, prices: prices, market: playbook, now: drafts.now)
            let lines = try cart.map { try pricing.lines(of: $0, viewer: viewer) }
            return try CartView(lines ?? [], currency: playbook.currency)
        }
    }

    /// The running offer this line may have: none when the buyer has had all of theirs, an error when they ask for too many.
    private static func offer(
        for id: VariantID, quantity: Int, in show: ShowID?, of viewer: ViewerID, at time: Timestamp,
        _ connection: any Connection
    ) throws -> OfferID? {
        let rows = try connection.query(
            """
            SELECT p.title FROM variants v JOIN products p ON p.id = v.product
            WHERE v.id = $1 AND v.archived_at IS NULL AND p.archived_at IS NULL AND p.state = 'active'
            """, [.id(id)])
        guard let title = try rows.first?.text("title") else { throw CommerceError.unknownVariant(id) }
        let table = OfferTable(connection: connection)
        guard let show, let offer = try table.standing(in: show, at: time), offer.variant == id,
            offer.state == .running
        else { return nil }
        let remaining = offer.limitPerBuyer - (try table.taken(of: offer.id, by: viewer))
        guard remaining > 0 else { return nil }
        guard quantity <= remaining else {
            throw CommerceError.offerLimitReached(variant: id, title: title, limit: offer.limitPerBuyer)
        }
        return quantity <= offer.left ? offer.id : nil
    }
}
