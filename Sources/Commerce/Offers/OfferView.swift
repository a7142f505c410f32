package import Domain

/// An offer with the prices of one market.
package struct OfferView: Codable, Sendable, Hashable {
    package var id: OfferID
    package var show: ShowID
    package var product: ProductID
    package var variant: VariantID
    package var price: Money
    /// What the variant costs without the offer.
    package var before: Money
    package var units: Int
    package var left: Int
    package var limitPerBuyer: Int
    package var startsAt: Timestamp
    package var endsAt: Timestamp
    package var state: Offer.State

    init(_ offer: Offer, prices: OfferPrices) {
        id = offer.id
        show = offer.show
        product = offer.product
        variant = offer.variant
        price = prices.price
        before = prices.before
        units = offer.units
        left = offer.left
        limitPerBuyer = offer.limitPerBuyer
        startsAt = offer.startsAt
        endsAt = offer.endsAt
        state = offer.state
    }
}
