import Domain
import Markets

/// A line of a cart as it stands in the tables, and what it costs in a market now.
struct PricedLine: Sendable {
    var variant: VariantID
    var product: ProductID
    var title: String
    var options: [String]
    var sku: SKU?
    var picture: PictureFile?
    var quantity: Int
    /// The show it was put into the cart in.
    var show: ShowID?
    var available: Int
    var isForSale: Bool
    var unit: Money
    var total: Money
    /// The offer whose price it has.
    var offer: Offer?
    /// It was put in at an offer's price, which cannot be kept.
    var lostOffer = false

    /// The product and its option values.
    var name: String {
        ([title] + options).joined(separator: ", ")
    }

    /// What is missing of its units; nil when there are enough.
    var shortage: Shortage? {
        guard available < quantity else { return nil }
        return Shortage(variant: variant, title: name, wanted: quantity, available: max(0, available))
    }

    /// What keeps it from being ordered, the gravest first.
    var refusal: CommerceError? {
        if !isForSale { return .notForSale(variant) }
        if let shortage { return .outOfStock([shortage]) }
        if lostOffer { return .offerIsGone(variant: variant, title: name, now: unit) }
        return nil
    }
}
