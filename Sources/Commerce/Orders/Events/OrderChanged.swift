package import Domain

/// The payload of `order.paid`, `order.cancelled` and `order.expired`; of the buyer it tells a first letter only.
package struct OrderChanged: Codable, Sendable, Hashable {
    package var order: OrderID
    package var number: OrderNumber
    /// The first letter of the buyer's name.
    package var initial: String
    package var lines: [OrderPlaced.Line]
    package var total: Money

    init(_ order: Order) {
        let placed = OrderPlaced(order)
        self.order = order.id
        number = order.number
        initial = placed.initial
        lines = placed.lines
        total = order.total
    }
}
