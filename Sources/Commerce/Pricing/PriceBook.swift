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
}
