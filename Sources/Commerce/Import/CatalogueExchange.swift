/// Products in and out as a file of Shopify's columns.
package struct CatalogueExchange: Sendable {
    let catalogue: Catalogue
    let prices: PriceBook

    package init(catalogue: Catalogue, prices: PriceBook) {
        self.catalogue = catalogue
        self.prices = prices
    }
}
