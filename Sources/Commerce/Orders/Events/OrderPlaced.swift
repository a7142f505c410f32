package import Domain

/// The payload of `order.placed`; of the buyer it tells a first letter only.
package struct OrderPlaced: Codable, Sendable, Hashable {
    package var order: OrderID
    package var number: OrderNumber
    /// The first letter of the buyer's name.
    package var initial: String
    package var lines: [Line]
    package var total: Money

    package struct Line: Codable, Sendable, Hashable {
        package var product: ProductID
        package var variant: VariantID
        package var quantity: Int
        package var total: Money
        package var offer: OfferID?
    }

    init(_ order: Order) {
        self.order = order.id
        number = order.number
        initial = String(order.address.name.prefix(1))
        total = order.total
        lines = order.lines.map {
            Line(
                product: $0.product, variant: $0.variant, quantity: $0.quantity, total: $0.total, offer: $0.offer)
        }
    }
}
