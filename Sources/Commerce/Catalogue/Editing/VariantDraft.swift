package import Domain

/// A variant as it is wanted.
package struct VariantDraft: Sendable, Hashable {
    /// nil means: the one with these option values, or a new one.
    package var id: VariantID?
    package var sku: SKU?
    package var options: [String] = []
    package var price: VariantPrice
    package var marketPrices: [MarketID: VariantPrice] = [:]
    /// The counted stock, whether the variant is new or not; nil leaves it alone.
    package var onHand: Int?
    /// What a new variant starts with where nothing was counted; passed over where the variant stands already.
    package var opening: Int?

    package init(price: VariantPrice) {
        self.price = price
    }

    package init(_ variant: Variant) {
        id = variant.id
        sku = variant.sku
        options = variant.options
        price = variant.price
        marketPrices = variant.marketPrices
    }
}
