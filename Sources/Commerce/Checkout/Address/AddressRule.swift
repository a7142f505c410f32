import Domain

/// What the post of a country needs at least.
struct AddressRule: Sendable {
    var country: String
    var needsRegion: Bool
    /// The shapes of a postcode with `9` for a digit; empty where a parcel travels without one.
    var postcodes: [String]

    /// The rules by country; any other country needs no region and takes any postcode.
    static func rule(for country: CountryCode) -> AddressRule? {
        all.first { $0.country == country.rawValue }
    }

    private static let all = [
        AddressRule(country: "US", needsRegion: true, postcodes: ["99999", "99999-9999"]),
        AddressRule(country: "DE", needsRegion: false, postcodes: ["99999"]),
        AddressRule(country: "ID", needsRegion: true, postcodes: ["99999"]),
        AddressRule(country: "SA", needsRegion: false, postcodes: ["99999", "99999-9999"]),
        AddressRule(country: "JP", needsRegion: true, postcodes: ["999-9999", "9999999"]),
        AddressRule(country: "BR", needsRegion: true, postcodes: ["99999-999", "99999999"]),
        AddressRule(country: "AE", needsRegion: true, postcodes: []),
        AddressRule(country: "HK", needsRegion: false, postcodes: []),
    ]

    func allows(postcode: String) -> Bool {
        postcodes.isEmpty
            || postcodes.contains { shape in
                shape.utf8.count == postcode.utf8.count
                    && zip(shape.utf8, postcode.utf8).allSatisfy { Self.fits($1, $0) }
            }
    }

    private static func fits(_ byte: UInt8, _ place: UInt8) -> Bool {
        place == UInt8(ascii: "9") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == place
    }
}
