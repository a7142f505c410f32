import Domain

/// Why the test gateway cannot do what it is asked.
enum TestGatewayError: Error, Hashable, Sendable {
    /// It was never asked to start this payment.
    case unknownPayment(PaymentID)
}
