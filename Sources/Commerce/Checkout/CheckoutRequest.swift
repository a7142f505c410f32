package import Domain
package import Markets

/// What a buyer sends to order their cart.
package struct CheckoutRequest: Codable, Sendable, Hashable {
    package var address: Address
    package var delivery: DeliveryOptionID
    package var method: PaymentMethodID
    /// Passed on to the payment provider; the test gateway reads its scenario from it.
    package var scenario: PaymentInstruction?
    /// The total the buyer has seen; when given and no longer true, nothing is ordered.
    package var expectedTotal: Money?

    package init(
        address: Address, delivery: DeliveryOptionID, method: PaymentMethodID,
        scenario: PaymentInstruction? = nil, expectedTotal: Money? = nil
    ) {
        self.address = address
        self.delivery = delivery
        self.method = method
        self.scenario = scenario
        self.expectedTotal = expectedTotal
    }
}
