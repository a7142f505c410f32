package import Domain

/// One form of a product, with its own price and stock.
package struct Variant: Sendable, Hashable {
    package var id: VariantID
    package var sku: SKU?
    /// One value for each of the product's options.
    package var options: [String]
    /// In the shop's currency.
    package var price: VariantPrice
    /// Prices the seller set by hand; other markets get the converted one.
    package var marketPrices: [MarketID: VariantPrice]
    package var stock: StockLevel

    package var available: Int { stock.available }
}
