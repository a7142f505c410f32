package import Domain

/// The payload of `price.changed`: the price history of a variant is these events.
package struct PriceChanged: Codable, Sendable, Hashable {
    package var product: ProductID
    package var variants: [Step]

    package struct Step: Codable, Sendable, Hashable {
        package var variant: VariantID
        /// nil means the base price, in the shop's currency.
        package var market: MarketID?
        package var before: Money?
        /// nil when a price set by hand was taken back.
        package var after: Money?
    }
}
