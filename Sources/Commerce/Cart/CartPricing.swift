import Database
import Domain
import Markets

/// Prices the lines of a cart for a market as of now, with one query.
struct CartPricing {
    let connection: any Connection
    let prices: PriceBook
    let market: Playbook
    let now: Timestamp

    func lines(of cart: CartID, viewer: ViewerID) throws -> [PricedLine] {
        try connection.query(Self.statement, [.id(cart), .id(market.id), .id(viewer)]).map { row in
            try line(row)
        }
    }

    private func line(_ row: Row) throws -> PricedLine {
        let base = try VariantPrice(
            price: row.money("price_minor", currency: "currency"),
            compareAt: row.optionalMoney("compare_at_minor", currency: "currency"))
        let fixed = try row.optionalMoney("fixed_minor", currency: "fixed_currency").map { VariantPrice(price: $0) }
        let quantity = try row.count("quantity")
        let standing = try offer(row, quantity: quantity)
        let normal = try prices.price(base: base, fixed: fixed, in: market).price
        let unit = try standing.map { try prices.offerPrice($0.price, normal: normal, in: market) } ?? normal
        // Where an offer lowers nothing, it takes nothing either: no unit of its quota, no choice of payment methods.
        let offer = unit.minor < normal.minor ? standing : nil
        return PricedLine(
            variant: try row.identifier("variant"),
            product: try row.identifier("product"),
            title: try row.text("title"),
            options: try StoredJSON.value(row.text("options")),
            sku: try row.optionalText("sku").flatMap(SKU.init),
            picture: try row.optionalText("picture").flatMap(PictureFile.init),
            quantity: quantity,
            show: try row.optionalIdentifier("show"),
            available: try row.count("available"),
            isForSale: try row.optionalTimestamp("archived_at") == nil && row.text("state") == "active",
            unit: unit,
            total: try unit.multiplied(by: quantity),
            offer: offer,
            lostOffer: try standing == nil && row.optionalText("offer") != nil)
    }

    /// The offer the line was put in at, if it still has the units for it.
    private func offer(_ row: Row, quantity: Int) throws -> Offer? {
        guard let id: OfferID = try row.optionalIdentifier("offer") else { return nil }
        let offer = try OfferTable(connection: connection).offer(id)
        let had = try row.optionalInteger("had").map { Int($0) } ?? 0
        let stands = offer.state == .running && offer.endsAt > now
        return stands && offer.left >= quantity && offer.limitPerBuyer - had >= quantity ? offer : nil
    }

    private static let statement = """
        SELECT l.variant, l.quantity, l.show, l.offer, v.product, v.options, v.sku, v.price_minor, v.compare_at_minor,
            v.currency, v.archived_at, p.title, p.state, b.on_hand - b.held AS available,
            c.price_minor AS fixed_minor, c.currency AS fixed_currency, o.taken AS had,
            (SELECT i.file FROM pictures i WHERE i.product = p.id ORDER BY i.id LIMIT 1) AS picture
        FROM cart_lines l
        JOIN variants v ON v.id = l.variant
        JOIN products p ON p.id = v.product
        JOIN stock_balances b ON b.variant = v.id
        LEFT JOIN variant_prices c ON c.variant = v.id AND c.market = $2
        LEFT JOIN offer_buyers o ON o.offer = l.offer AND o.viewer = $3
        WHERE l.cart = $1 ORDER BY l.added_at, l.variant
        """
}
