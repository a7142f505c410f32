import Domain

/// What one line says of a variant; nil means that it says nothing.
struct ImportedVariant {
    var line: Int
    var options: [String]
    var sku: SKU?
    var price: Money?
    var compareAt: Money??
    var onHand: Int?
    var marketPrices: [MarketID: MarketPrice] = [:]

    /// What it says of a market's price set by hand.
    struct MarketPrice {
        /// nil takes the price back.
        var price: Money?
        /// nil when the file has no such column.
        var compareAt: Money??
    }
}
