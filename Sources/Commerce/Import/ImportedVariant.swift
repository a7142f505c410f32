import Domain

/// What one line says of a variant; nil means that it says nothing.
struct ImportedVariant {
    var line: Int
    var options: [String]
    var sku: SKU?
    var price: Money?
    var compareAt: Money??
    var onHand: Int?
    /// A market without a price means that the one set by hand is taken back.
    var marketPrices: [MarketID: VariantPrice?] = [:]
}
