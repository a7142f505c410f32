package import Domain

/// What is wrong with one field of an address.
package enum AddressProblem: Hashable, Sendable {
    case missing(AddressField)
    case tooLong(AddressField, limit: Int)
    case malformed(AddressField, example: String)
    case unknownCountry(String)
    /// The market's deliveries go to another country.
    case notDelivered(CountryCode, deliversTo: CountryCode)

    package var field: AddressField {
        switch self {
        case .missing(let field), .tooLong(let field, _), .malformed(let field, _): field
        case .unknownCountry, .notDelivered: .country
        }
    }

    package var detail: String {
        switch self {
        case .missing(let field): "The \(field.words) is missing."
        case .tooLong(let field, let limit): "The \(field.words) is longer than \(limit) characters."
        case .malformed(let field, let example): "The \(field.words) does not look like \(example)."
        case .unknownCountry(let text): "“\(text)” is no country."
        case .notDelivered(let country, let other): "Deliveries go to \(other), not to \(country)."
        }
    }
}
