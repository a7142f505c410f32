package import Domain

/// The payload of `order.paid`, `order.cancelled` and `order.expired`.
package struct OrderChanged: Codable, Sendable, Hashable {
    package var order: OrderID
    package var number: OrderNumber
    package var total: Money

    init(_ order: Order) {
        self.order = order.id
        number = order.number
        total = order.total
    }
}
