/// What a provider tells about a payment.
package enum PaymentOutcome: Hashable, Sendable {
    case requiresAction(PaymentAction)
    case processing
    case captured
    case failed(PaymentFailure)
    case cancelled
    case refunded
}
