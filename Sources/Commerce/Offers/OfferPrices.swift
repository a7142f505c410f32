package import Domain
import Markets

/// What an offer costs in a market, and what the variant costs there without it.
package struct OfferPrices: Codable, Sendable, Hashable {
    package var price: Money
    package var before: Money

    init(_ offer: Offer, variant: Variant, in market: Playbook, prices: PriceBook) throws(CommerceError) {
        before = try prices.price(base: variant.price, fixed: variant.marketPrices[market.id], in: market).price
        price = try prices.offerPrice(offer.price, normal: before, in: market)
    }

    /// Whether the offer lowers the price there: where it does not, nobody buys under it.
    var isLower: Bool { price.minor < before.minor }
}
