package import Domain

/// What is wrong with a product draft.
package enum ProductProblem: Error, Hashable, Sendable {
    case noTitle
    case title
    case description
    case notFor
    case noHandle
    case options
    case variantCount
    case variantOptions([String])
    case sameVariantTwice([String])
    case priceCurrency(Currency, expected: Currency)
    case negativePrice
    case compareAtNotHigher
    case unknownMarket(MarketID)
    case onHand
    /// The units that were counted by themselves, not as a part of the product.
    case count
    case pictures
    case alt
}

extension ProductProblem {
    package var detail: String {
        switch self {
        case .noTitle: "The title is empty."
        case .title: "The title is longer than \(ProductLimits.titleCharacters) characters."
        case .description: "The description is longer than \(ProductLimits.descriptionCharacters) characters."
        case .notFor: "“Not suitable for” is longer than \(ProductLimits.notForCharacters) characters."
        case .noHandle: "No address can be made from this title."
        case .options: "There are more than \(ProductLimits.options) options, or one is empty, too long or named twice."
        case .variantCount: "A product has 1 to \(ProductLimits.variants) variants."
        case .variantOptions(let values): "The variant \(values) has not one value for each option."
        case .sameVariantTwice(let values): "The variant \(values) is there twice."
        case .priceCurrency(let currency, let expected): "A price is in \(currency), not in \(expected)."
        case .negativePrice: "A price is below zero."
        case .compareAtNotHigher: "A price before is not above the price now."
        case .unknownMarket(let market): "There is no market \(market)."
        case .onHand, .count: "The stock is not between 0 and \(ProductLimits.unitsOnHand)."
        case .pictures: "A product has at most \(ProductLimits.pictures) pictures."
        case .alt: "The picture's description is longer than \(ProductLimits.altCharacters) characters."
        }
    }

    package var action: String {
        switch self {
        case .noTitle: "Write one."
        case .title, .description, .notFor, .alt: "Shorten it."
        case .noHandle: "Give a handle of lower-case letters, digits and hyphens."
        case .options: "Name up to \(ProductLimits.options) different options."
        case .variantCount: "Split the product."
        case .variantOptions: "Give one value for each option."
        case .sameVariantTwice: "Remove one of them."
        case .priceCurrency(_, let expected): "Write it in \(expected)."
        case .negativePrice: "Write zero or more."
        case .compareAtNotHigher: "Leave it away or raise it."
        case .unknownMarket: "Use a market of this server."
        case .onHand, .count: "Write a counted number of units."
        case .pictures: "Remove one first."
        }
    }
}
