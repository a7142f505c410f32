package import Domain
package import Markets

/// What things cost in a market: by hand where the seller set it, else converted.
package struct PriceBook: Sendable {
    package let shopCurrency: Currency
    package let markets: MarketDirectory

    package init(shopCurrency: Currency, markets: MarketDirectory) {
        self.shopCurrency = shopCurrency
        self.markets = markets
    }

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

    package func converted(_ money: Money, to market: Playbook) throws(CommerceError) -> Money {
        do {
            return try markets.convert(money, to: market)
        } catch {
            throw .notConvertible(market.id)
        }
    }
}
