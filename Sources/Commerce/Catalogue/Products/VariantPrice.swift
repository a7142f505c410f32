package import Domain

/// What a variant costs, and what it cost before.
package struct VariantPrice: Sendable, Hashable, Codable {
    package var price: Money
    /// Larger than `price` and of the same currency.
    package var compareAt: Money?

    package init(price: Money, compareAt: Money? = nil) {
        self.price = price
        self.compareAt = compareAt
    }
}
