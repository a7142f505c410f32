package import Domain

/// What is wrong with a wished-for offer.
package enum OfferProblem: Error, Hashable, Sendable {
    case duration
    case units(available: Int)
    case limit
    case currency(Currency, expected: Currency)
    case notLower(than: Money)
}

extension OfferProblem {
    package var detail: String {
        switch self {
        case .duration: "An offer lasts 10 to 300 seconds."
        case .units(let available): "An offer has at least one unit, and \(available) are in stock."
        case .limit: "The limit per buyer is not between 1 and the number of units."
        case .currency(let currency, let expected): "The price is in \(currency), not in \(expected)."
        case .notLower(let price): "The price is not below the usual \(price.decimalText) \(price.currency)."
        }
    }

    package var action: String {
        switch self {
        case .duration: "Choose a duration in between."
        case .units: "Offer fewer units, or count the stock."
        case .limit: "Choose a limit in between."
        case .currency(_, let expected): "Write it in \(expected)."
        case .notLower: "Lower it."
        }
    }
}

extension OfferRequest {
    func check(against price: Money, available: Int) throws(OfferProblem) {
        guard OfferLimits.durations.contains(duration) else { throw .duration }
        guard units >= 1, units <= available else { throw .units(available: available) }
        guard limitPerBuyer >= 1, limitPerBuyer <= units else { throw .limit }
        guard self.price.currency == price.currency, !self.price.isNegative else {
            throw .currency(self.price.currency, expected: price.currency)
        }
        guard self.price.minor < price.minor else { throw .notLower(than: price) }
    }
}
