import Database
import Domain
import Journal

/// Applies what a provider tells to payment, order and stock, inside one transaction.
struct PaymentSettlement: Sendable {
    let provider: PaymentProviderID

    /// Applies a notice; one that came before, is old news, or names no payment of ours changes nothing.
    func receive(
        _ notice: PaymentNotice, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws {
        let payments = PaymentTable(connection: connection)
        guard var payment = try payments.payment(notice.payment),
            try payments.remember(notice, from: provider, at: drafts.now)
        else { return }
        guard payment.state.receive(notice.outcome) else { return }
        let order = try OrderTable(connection: connection).order(payment.order)
        if payment.state == .captured {
            payment.isRefundDue = try !settle(order, in: connection, &drafts)
        } else if payment.state == .refunded {
            payment.isRefundDue = false
        }
        try payments.store(payment)
        try drafts.append(
            .payment(payment.state.word), show: order.show, viewer: order.viewer, market: order.market,
            PaymentChanged(payment))
    }

    /// Ends a payment of which the provider never spoke.
    func fail(
        _ payment: Payment, with failure: PaymentFailure, in connection: any Connection,
        _ drafts: inout EventDrafts
    ) throws {
        var payment = payment
        guard payment.state.receive(.failed(failure)) else { return }
        let order = try OrderTable(connection: connection).order(payment.order)
        try PaymentTable(connection: connection).store(payment)
        try drafts.append(
            .payment(.failed), show: order.show, viewer: order.viewer, market: order.market,
            PaymentChanged(payment))
    }

    /// Turns captured money into a paid order; false when the money must go back.
    ///
    /// It goes back when the order is paid already, when its buyer cancelled it, and when it expired and its units have gone
    /// to others. So there is never money without an order.
    private func settle(
        _ order: Order, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> Bool {
        var order = order
        let word = order.state.word
        guard (try? order.state.receive(.paymentCaptured(at: drafts.now))) != nil else { return false }
        let ledger = StockLedger(connection: connection)
        if word == .expired {
            let requests = order.lines.map {
                StockRequest(variant: $0.variant, quantity: $0.quantity, title: $0.title)
            }
            guard try ledger.canHold(requests) else { return false }
            try ledger.hold(requests, for: order.id, until: drafts.now, at: drafts.now)
        }
        let variants = try ledger.sell(order.id, at: drafts.now)
        if word == .expired { try ledger.announce(variants, in: &drafts) }
        try OrderTable(connection: connection).move(order, from: word)
        try drafts.append(
            .orderPaid, show: order.show, viewer: order.viewer, market: order.market, OrderChanged(order))
        return true
    }
}
