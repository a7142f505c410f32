import Domain

extension CommerceError {
    /// The fields of the request that are to blame; empty when it is none of them, or all together.
    package var fields: [FieldError] {
        switch self {
        case .invalidAddress(let problems): problems.map(\.fieldError)
        case .invalidProduct(let problem): problem.fieldError.map { [$0] } ?? []
        case .invalidOffer(let problem): [FieldError(field: problem.field, code: .invalid)]
        case .invalidQuantity: [FieldError(field: "quantity", code: .invalid)]
        case .unknownDelivery: [FieldError(field: "delivery", code: .unknown)]
        case .unknownPaymentMethod: [FieldError(field: "method", code: .unknown)]
        case .methodTooSlow: [FieldError(field: "method", code: .invalid)]
        case .handleTaken: [FieldError(field: "handle", code: .invalid)]
        case .skuTaken: [FieldError(field: "variants.sku", code: .invalid)]
        default: []
        }
    }
}

extension AddressProblem {
    fileprivate var fieldError: FieldError {
        let code: FieldError.Code =
            switch self {
            case .missing: .missing
            case .tooLong: .tooLong
            case .malformed: .malformed
            case .unknownCountry: .unknown
            case .notDelivered: .notDelivered
            }
        return FieldError(field: "address." + field.rawValue, code: code, detail: detail)
    }
}

extension ProductProblem {
    /// nil when no single field is to blame.
    fileprivate var fieldError: FieldError? {
        switch self {
        case .noTitle: FieldError(field: "title", code: .missing)
        case .title: FieldError(field: "title", code: .tooLong)
        case .description: FieldError(field: "description", code: .tooLong)
        case .notFor: FieldError(field: "notFor", code: .tooLong)
        case .noHandle: FieldError(field: "handle", code: .missing)
        case .options: FieldError(field: "options", code: .invalid)
        case .variantCount, .variantOptions, .sameVariantTwice, .unknownMarket:
            FieldError(field: "variants", code: .invalid)
        case .priceCurrency, .negativePrice: FieldError(field: "variants.price", code: .invalid)
        case .compareAtNotHigher: FieldError(field: "variants.compareAt", code: .invalid)
        case .onHand: FieldError(field: "variants.onHand", code: .invalid)
        case .count: FieldError(field: "onHand", code: .invalid)
        case .pictures: nil
        case .alt: FieldError(field: "alt", code: .tooLong)
        }
    }
}

extension OfferProblem {
    fileprivate var field: String {
        switch self {
        case .duration: "seconds"
        case .units: "units"
        case .limit: "limitPerBuyer"
        case .currency, .notLower: "price"
        }
    }
}
