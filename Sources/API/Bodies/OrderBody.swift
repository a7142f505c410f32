internal import Commerce
internal import Domain
internal import Markets
internal import Rooms

/// `Order` of the application interface.
struct OrderBody: Encodable, Sendable {
    struct Payment: Codable, Sendable {
        let state: PaymentState.Word
        let method: PaymentMethodID
        @ExplicitNull var action: PaymentAction?
        @ExplicitNull var failure: PaymentFailure?
    }

    let id: OrderID
    let number: String
    @ExplicitNull var key: String?
    let state: OrderState.Word
    @ExplicitNull var show: ShowID?
    let placedAt: Timestamp
    let holdUntil: Timestamp
    let lines: [CartLineBody]
    let delivery: DeliveryOption
    let subtotal: Money
    let total: Money
    private(set) var address: Address
    let payment: Payment
    let market: MarketID

    init(_ order: OrderView) {
        id = order.id
        number = order.number.rawValue
        _key = ExplicitNull(wrappedValue: order.key?.rawValue)
        state = order.state
        _show = ExplicitNull(wrappedValue: order.show)
        placedAt = order.placedAt
        holdUntil = order.holdUntil
        lines = order.lines.map(CartLineBody.init)
        delivery = order.delivery
        subtotal = order.subtotal
        total = order.total
        address = order.address
        payment = Payment(
            state: order.payment.state, method: order.payment.method,
            action: ExplicitNull(wrappedValue: order.payment.action),
            failure: ExplicitNull(wrappedValue: order.payment.failure))
        market = order.market
    }

    /// The order as hosts see it: what was bought and by whom, not where they live or how to reach them.
    var withoutContact: OrderBody {
        var body = self
        body.address = Address(
            name: address.name, line1: "", city: address.city, country: address.country, email: "")
        body.key = nil
        return body
    }
}

extension OrderBody.Payment {
    fileprivate init(
        state: PaymentState.Word, method: PaymentMethodID, action: ExplicitNull<PaymentAction>,
        failure: ExplicitNull<PaymentFailure>
    ) {
        self.state = state
        self.method = method
        _action = action
        _failure = failure
    }
}
