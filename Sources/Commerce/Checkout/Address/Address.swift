/// Where an order goes and whom to write to.
package struct Address: Codable, Sendable, Hashable {
    package var name: String
    package var line1: String
    package var line2: String?
    package var city: String
    package var region: String?
    package var postcode: String?
    package var country: String
    package var phone: String?
    package var email: String

    package init(
        name: String, line1: String, line2: String? = nil, city: String, region: String? = nil,
        postcode: String? = nil, country: String, phone: String? = nil, email: String
    ) {
        self.name = name
        self.line1 = line1
        self.line2 = line2
        self.city = city
        self.region = region
        self.postcode = postcode
        self.country = country
        self.phone = phone
        self.email = email
    }

    /// The same address without blanks at the ends of its fields.
    var tidied: Address {
        Address(
            name: String(name.trimmed), line1: String(line1.trimmed), line2: line2.map { String($0.trimmed) },
            city: String(city.trimmed), region: region.map { String($0.trimmed) },
            postcode: postcode.map { String($0.trimmed) }, country: country.trimmed.uppercased(),
            phone: phone.map { String($0.trimmed) }, email: String(email.trimmed))
    }
}
