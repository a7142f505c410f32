package import Journal

extension EventKind {
    /// An order was placed and its units are held: ``OrderPlaced``.
    package static let orderPlaced = EventKind(rawValue: "order.placed")
    /// An order was paid and its units are sold: ``OrderChanged``.
    package static let orderPaid = EventKind(rawValue: "order.paid")
    /// The buyer cancelled an unpaid order: ``OrderChanged``.
    package static let orderCancelled = EventKind(rawValue: "order.cancelled")
    /// An order was not paid in time: ``OrderChanged``.
    package static let orderExpired = EventKind(rawValue: "order.expired")
}

extension EventKind {
    /// The kind that tells an order's new state.
    init(_ state: OrderState) {
        self =
            switch state {
            case .awaitingPayment: .orderPlaced
            case .paid: .orderPaid
            case .cancelled: .orderCancelled
            case .expired: .orderExpired
            }
    }
}
