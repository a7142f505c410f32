package import Domain
package import Markets

/// What somebody bought, at the prices of the moment they bought it.
package struct Order: Sendable, Hashable {
    package var id: OrderID
    package var number: OrderNumber
    package var key: SecretKey
    package var viewer: ViewerID
    package var market: MarketID
    /// The show in which the first of its lines was put into the cart.
    package var show: ShowID?
    package var state: OrderState
    package var placedAt: Timestamp
    package var holdUntil: Timestamp
    package var delivery: DeliveryOption
    package var subtotal: Money
    /// The lines and the delivery, to the last unit.
    package var total: Money
    package var address: Address
    package var lines: [CartLineView]
}
