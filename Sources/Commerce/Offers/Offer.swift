package import Domain

/// A price for a few units and a few minutes, in one show.
package struct Offer: Sendable, Hashable {
    package var id: OfferID
    package var show: ShowID
    package var product: ProductID
    package var variant: VariantID
    /// In the shop's currency.
    package var price: Money
    package var units: Int
    /// How many of the units orders have taken.
    package var taken: Int
    package var limitPerBuyer: Int
    package var startsAt: Timestamp
    package var endsAt: Timestamp
    package var isEnded: Bool

    package var left: Int { max(0, units - taken) }

    /// Sold out is no end: units come back while the offer runs, when an order expires unpaid.
    package var state: State {
        if isEnded { return .ended }
        return left == 0 ? .soldOut : .running
    }

    package enum State: String, Sendable, Codable {
        case running, ended, soldOut
    }
}
