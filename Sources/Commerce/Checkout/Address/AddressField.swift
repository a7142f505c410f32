/// A field of an address, named as in the application interface.
package enum AddressField: String, Sendable, CaseIterable {
    case name, line1, line2, city, region, postcode, country, phone, email

    var words: String {
        switch self {
        case .line1: "first address line"
        case .line2: "second address line"
        default: rawValue
        }
    }
}
