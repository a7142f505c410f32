package import Domain

/// One way goods travel to a market.
package struct DeliveryOption: Sendable, Hashable, Codable {
    package var id: DeliveryOptionID
    /// In the market's currency.
    package var price: Money
    package var days: DeliveryDays
}
