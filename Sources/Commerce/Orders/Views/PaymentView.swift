import Domain
package import Markets

/// The newest payment of an order.
package struct PaymentView: Codable, Sendable, Hashable {
    package var state: PaymentState.Word
    package var method: PaymentMethodID
    package var action: PaymentAction?
    package var failure: PaymentFailure?

    init(_ payment: Payment) {
        state = payment.state.word
        method = payment.method
        if case .requiresAction(let action) = payment.state { self.action = action }
        if case .failed(let failure) = payment.state { self.failure = failure }
    }
}
