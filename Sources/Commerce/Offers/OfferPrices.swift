package import Domain
import Markets

/// What an offer costs in a market, and what the variant costs there without it.
package struct OfferPrices: Codable, Sendable, Hashable {
    package var price: Money
    package var before: Money

    init(_ offer: Offer, variant: Variant, in market: Playbook, prices: PriceBook) throws(CommerceError) {
        price = try prices.converted(offer.price, to: market)
        before = try prices.price(base: variant.price, fixed: variant.marketPrices[market.id], in: market).price
    }
}
