package import Database
package import Domain
package import Journal
package import Markets

/// The shop, put together: one value for each of its capabilities.
package struct Commerce: Sendable {
    package let catalogue: Catalogue
    package let stock: Stock
    package let offers: Offers
    package let carts: Carts
    package let checkout: Checkout
    package let orders: Orders
    package let payments: Payments
    package let exchange: CatalogueExchange
    package let sweeper: CommerceSweeper

    /// - Parameters:
    ///   - shopCurrency: What the seller writes prices in; some market must use it, for the exchange rates.
    ///   - provider: Who takes the money.
    package init(
        journal: Journal,
        clock: any WallClock,
        identifiers: IdentifierGenerator,
        markets: MarketDirectory,
        shopCurrency: Currency,
        provider: any PaymentProvider
    ) {
        let prices = PriceBook(shopCurrency: shopCurrency, markets: markets)
        catalogue = Catalogue(journal: journal, identifiers: identifiers, prices: prices)
        stock = Stock(journal: journal)
        offers = Offers(journal: journal, identifiers: identifiers, prices: prices)
        carts = Carts(journal: journal, clock: clock, identifiers: identifiers, prices: prices)
        orders = Orders(journal: journal, prices: prices, provider: provider)
        payments = Payments(journal: journal, identifiers: identifiers, prices: prices, provider: provider)
        checkout = Checkout(
            journal: journal, identifiers: identifiers, prices: prices, orders: orders, payments: payments)
        exchange = CatalogueExchange(catalogue: catalogue, prices: prices)
        sweeper = CommerceSweeper(
            orders: orders, offers: offers, payments: payments, checkout: checkout, clock: clock)
    }

    /// The tables, in the order in which they refer to each other; the journal's come before.
    package static let migrations =
        Catalogue.migrations + Stock.migrations + Offers.migrations + Carts.migrations + Orders.migrations
        + Payments.migrations + TestGateway.migrations
}
