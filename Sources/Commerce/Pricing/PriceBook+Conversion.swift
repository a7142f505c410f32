package import Domain
package import Markets

extension PriceBook {
    package func market(_ id: MarketID) throws(CommerceError) -> Playbook {
        guard let market = markets[id] else { throw .unknownMarket(id) }
        return market
    }

    /// The price of a variant for people of a market.
    ///
    /// A price before that rounding brings down to the price now is left away: it would promise a saving of nothing.
    package func price(
        base: VariantPrice, fixed: VariantPrice?, in market: Playbook
    ) throws(CommerceError) -> VariantPrice {
        if let fixed, fixed.price.currency == market.currency { return fixed }
        let price = try converted(base.price, to: market)
        guard let before = base.compareAt else { return VariantPrice(price: price) }
        let compareAt = try converted(before, to: market)
        return VariantPrice(price: price, compareAt: compareAt.minor > price.minor ? compareAt : nil)
    }

    /// What an offer of the shop's currency costs in a market: never more than the variant costs there without it.
    ///
    /// A price set by hand for the market may already lie below the converted offer.
    func offerPrice(_ offer: Money, normal: Money, in market: Playbook) throws(CommerceError) -> Money {
        let price = try converted(offer, to: market)
        return price.minor < normal.minor ? price : normal
    }

    package func converted(_ money: Money, to market: Playbook) throws(CommerceError) -> Money {
        do {
            return try markets.convert(money, to: market)
        } catch {
            throw .notConvertible(market.id)
        }
    }
}
