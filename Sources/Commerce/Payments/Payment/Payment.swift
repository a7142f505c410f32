package import Domain
package import Markets

/// One attempt to pay for an order.
package struct Payment: Sendable, Hashable {
    package var id: PaymentID
    package var order: OrderID
    package var method: PaymentMethodID
    package var amount: Money
    package var state: PaymentState
    package var instruction: PaymentInstruction?
    package var createdAt: Timestamp
    /// How often the provider was asked to start it.
    package var starts: Int
    /// The money was taken for an order that cannot have it: it goes back.
    package var isRefundDue: Bool
}
