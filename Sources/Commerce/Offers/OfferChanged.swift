package import Domain
import Markets

/// The payload of `offer.changed`: all that a room shows of an offer.
package struct OfferChanged: Codable, Sendable, Hashable {
    package var offer: Facts
    /// By market id; a market that has no price for the variant is left away.
    package var prices: [String: OfferPrices]

    package struct Facts: Codable, Sendable, Hashable {
        package var id: OfferID
        package var product: ProductID
        package var variant: VariantID
        package var units: Int
        package var left: Int
        package var limitPerBuyer: Int
        package var startsAt: Timestamp
        package var endsAt: Timestamp
        package var state: Offer.State
    }
}

extension OfferChanged {
    init(_ offer: Offer, variant: Variant, prices book: PriceBook) {
        self.offer = Facts(
            id: offer.id, product: offer.product, variant: offer.variant, units: offer.units, left: offer.left,
            limitPerBuyer: offer.limitPerBuyer, startsAt: offer.startsAt, endsAt: offer.endsAt, state: offer.state)
        prices = [:]
        for market in book.markets.all {
            prices[market.id.rawValue] = try? OfferPrices(offer, variant: variant, in: market, prices: book)
        }
    }
}
