package import Journal

extension EventKind {
    /// The kind that tells a payment's new state: `payment.created`, `payment.captured` and so on, with ``PaymentChanged``.
    package static func payment(_ state: PaymentState.Word) -> EventKind {
        EventKind(rawValue: "payment." + state.rawValue)
    }
}
