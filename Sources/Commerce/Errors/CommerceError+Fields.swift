import Domain

extension CommerceError {
    /// The fields of the request that are to blame; empty when it is none of them, or all together.
    package var fields: [FieldError] {
        switch self {
        case .invalidAddress(let problems): problems.map(\.fieldError)
        case .invalidProduct(let problem): problem.field.map { [FieldError(field: $0, code: .invalid)] } ?? []
        case .invalidOffer(let problem): [FieldError(field: problem.field, code: .invalid)]
        case .invalidQuantity: [FieldError(field: "quantity", code: .invalid)]
        case .unknownDelivery: [FieldError(field: "delivery", code: .unknown)]
        case .unknownPaymentMethod: [FieldError(field: "method", code: .unknown)]
        case .methodTooSlow: [FieldError(field: "method", code: .invalid)]
        case .handleTaken: [FieldError(field: "handle", code: .invalid)]
        case .skuTaken: [FieldError(field: "sku", code: .invalid)]
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
        return FieldError(field: "address." + field.rawValue, code: code)
    }
}

extension ProductProblem {
    /// nil when no single field is to blame.
    fileprivate var field: String? {
        switch self {
        case .title: "title"
        case .description: "description"
        case .notFor: "notFor"
        case .noHandle: "handle"
        case .options: "options"
        case .variantCount, .variantOptions, .sameVariantTwice, .unknownMarket: "variants"
        case .priceCurrency, .negativePrice: "variants.price"
        case .compareAtNotHigher: "variants.compareAt"
        case .onHand: "onHand"
        case .pictures: nil
        case .alt: "alt"
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
