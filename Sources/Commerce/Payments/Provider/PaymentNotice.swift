package import Domain

/// One message of a provider about a payment.
package struct PaymentNotice: Sendable, Hashable {
    /// The provider's own name of this message: the same message has the same id, however often it comes.
    package var id: PaymentNoticeID
    package var payment: PaymentID
    package var outcome: PaymentOutcome

    package init(id: PaymentNoticeID, payment: PaymentID, outcome: PaymentOutcome) {
        self.id = id
        self.payment = payment
        self.outcome = outcome
    }
}
