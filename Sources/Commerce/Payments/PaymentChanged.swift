package import Domain
package import Markets

/// The payload of every `payment.…` event.
package struct PaymentChanged: Codable, Sendable, Hashable {
    package var payment: PaymentID
    package var order: OrderID
    package var method: PaymentMethodID
    package var amount: Money
    package var failure: PaymentFailure?

    init(_ payment: Payment) {
        self.payment = payment.id
        order = payment.order
        method = payment.method
        amount = payment.amount
        if case .failed(let failure) = payment.state { self.failure = failure }
    }
}
