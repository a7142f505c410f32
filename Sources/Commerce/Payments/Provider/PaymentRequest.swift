package import Domain
package import Markets

/// What a provider needs to begin.
package struct PaymentRequest: Sendable, Hashable {
    package var payment: PaymentID
    package var order: OrderNumber
    package var amount: Money
    package var method: PaymentMethodID
    package var instruction: PaymentInstruction?
}
