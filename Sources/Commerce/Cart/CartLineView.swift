package import Domain

/// A line of a cart or of an order.
package struct CartLineView: Codable, Sendable, Hashable {
    package var variant: VariantID
    package var product: ProductID
    package var title: String
    package var options: [String]
    package var picture: PictureFile?
    package var quantity: Int
    package var unit: Money
    package var total: Money
    /// The offer whose price it has.
    package var offer: OfferID?
    package var show: ShowID?
    /// How many can be bought now; nil in an order, where it no longer matters.
    package var available: Int?
}

extension CartLineView {
    init(_ line: PricedLine) {
        self.init(
            variant: line.variant, product: line.product, title: line.title, options: line.options,
            picture: line.picture, quantity: line.quantity, unit: line.unit, total: line.total,
            offer: line.offer?.id, show: line.show, available: max(0, line.available))
    }
}
