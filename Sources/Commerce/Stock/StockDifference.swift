package import Domain

/// A balance that the book does not bear out.
package struct StockDifference: Sendable, Hashable {
    package var variant: VariantID
    package var balance: StockLevel
    /// What the entries add up to.
    package var entries: StockLevel
    /// What the open holds add up to.
    package var promised: Int
}
