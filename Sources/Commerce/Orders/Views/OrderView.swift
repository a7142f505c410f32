package import Domain
package import Markets

/// An order as its buyer or the seller sees it.
package struct OrderView: Codable, Sendable, Hashable {
    package var id: OrderID
    package var number: OrderNumber
    /// Opens the order's page without a cookie; nil for the seller.
    package var key: SecretKey?
    package var viewer: ViewerID
    package var market: MarketID
    package var state: OrderState.Word
    package var show: ShowID?
    package var placedAt: Timestamp
    package var holdUntil: Timestamp
    package var lines: [CartLineView]
    package var delivery: DeliveryOption
    package var subtotal: Money
    package var total: Money
    package var address: Address
    package var payment: PaymentView

    init(_ order: Order, payment: Payment, showsKey: Bool) {
        id = order.id
        number = order.number
        key = showsKey ? order.key : nil
        viewer = order.viewer
        market = order.market
        state = order.state.word
        show = order.show
        placedAt = order.placedAt
        holdUntil = order.holdUntil
        lines = order.lines
        delivery = order.delivery
        subtotal = order.subtotal
        total = order.total
        address = order.address
        self.payment = PaymentView(payment)
    }
}
