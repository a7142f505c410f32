package import Domain

/// The payload of `stock.changed`.
package struct StockChanged: Codable, Sendable, Hashable {
    package var variant: VariantID
    package var product: ProductID
    package var available: Int
}
