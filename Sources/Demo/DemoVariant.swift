package import Domain

/// One form of a demo product, with its price and the units it starts with.
package struct DemoVariant: Hashable, Sendable {
    /// The seller's own number, such as `LL-101-W30`.
    package typealias SKU = Identifier<DemoVariant>

    package var sku: SKU
    /// One value for each of the product's options.
    package var options: [String]
    package var price: Money
    /// What it cost before, if it is cheaper now.
    package var compareAt: Money?
    package var onHand: Int

    /// - Parameters:
    ///   - minor: the price in the smallest units of ``DemoSeller/currency``.
    ///   - before: the higher price it had, in the same units.
    init(_ sku: String, _ options: [String], minor: Int64, before: Int64? = nil, onHand: Int) {
        self.sku = SKU(sku)
        self.options = options
        price = Money(minor: minor, currency: DemoSeller.currency)
        compareAt = before.map { Money(minor: $0, currency: DemoSeller.currency) }
        self.onHand = onHand
    }
}
