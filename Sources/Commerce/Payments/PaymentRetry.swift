import Database
import Domain
import Journal
import Markets

/// Puts a new payment on an unpaid order, inside one transaction.
struct PaymentRetry: Sendable {
    let prices: PriceBook
    let id: PaymentID
    let method: PaymentMethodID
    let instruction: PaymentInstruction?
    let key: IdempotencyKey

    /// A new payment and those it takes the place of.
    struct Replaced: Sendable {
        /// To be started at the provider.
        var payment: PaymentID
        /// To be dropped there.
        var dropped: [PaymentID]
    }

    /// Gives what to tell the provider; nil when the same attempt was made before.
    func run(
        _ id: OrderID, for access: OrderAccess, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> Replaced? {
        var order = try OrderReader(connection: connection).order(id, for: access)
        let attempt = try IdempotentAttempt(
            caller: order.viewer, key: key, request: [id.rawValue, method.rawValue, instruction?.rawValue])
        let first = try IdempotencyStore(connection: connection).claim(attempt, for: id, at: drafts.now)
        guard first == nil else { return nil }
        guard case .awaitingPayment = order.state, order.holdUntil > drafts.now else {
            throw CommerceError.orderIsClosed(order.state.word)
        }
        let method = try PaymentMethod.method(method, in: prices.market(order.market))
        let hasOffer = order.lines.contains { $0.offer != nil }
        if hasOffer { try method.checkFastEnoughForOffers() }
        let dropped = try dropWaiting(of: order, in: connection, &drafts)
        let latest = order.placedAt + (hasOffer ? OfferLimits.longestHold : OrderLimits.longestHold)
        let holdUntil = min(drafts.now + method.hold, latest)
        if holdUntil > order.holdUntil {
            order.holdUntil = holdUntil
            order.state = .awaitingPayment(OrderState.AwaitingPayment(holdUntil: holdUntil))
            try OrderTable(connection: connection).move(order, from: .awaitingPayment)
            try StockLedger(connection: connection).extend(id, until: holdUntil)
        }
        let payment = Payment(
            id: self.id, order: id, method: method.id, amount: order.total, state: .created,
            instruction: instruction, createdAt: drafts.now, starts: 0, isRefundDue: false)
        try PaymentTable(connection: connection).insert(payment)
        try drafts.append(
            .payment(.created), show: order.show, viewer: order.viewer, market: order.market,
            PaymentChanged(payment))
        return Replaced(payment: payment.id, dropped: dropped)
    }

    private func dropWaiting(
        of order: Order, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> [PaymentID] {
        var dropped: [PaymentID] = []
        let table = PaymentTable(connection: connection)
        for var payment in try table.payments(of: order.id) where payment.state.isOpen {
            guard payment.state.word == .requiresAction, payment.state.receive(.cancelled) else {
                throw CommerceError.paymentIsOpen
            }
            try table.store(payment)
            try drafts.append(
                .payment(.cancelled), show: order.show, viewer: order.viewer, market: order.market,
                PaymentChanged(payment))
            dropped.append(payment.id)
        }
        return dropped
    }
}
