package import Domain

/// What a host asks for when starting an offer.
package struct OfferRequest: Sendable, Hashable, Encodable {
    package var show: ShowID
    package var variant: VariantID
    package var price: Money
    package var units: Int
    package var limitPerBuyer: Int
    package var duration: Duration

    package init(
        show: ShowID, variant: VariantID, price: Money, units: Int, limitPerBuyer: Int, duration: Duration
    ) {
        self.show = show
        self.variant = variant
        self.price = price
        self.units = units
        self.limitPerBuyer = limitPerBuyer
        self.duration = duration
    }
}
