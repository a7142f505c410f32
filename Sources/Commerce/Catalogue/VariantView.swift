package import Domain

/// A variant with its price in the market's currency.
package struct VariantView: Sendable, Hashable {
    package var id: VariantID
    package var sku: SKU?
    package var options: [String]
    package var price: Money
    package var compareAt: Money?
    package var stock: StockLevel
}
