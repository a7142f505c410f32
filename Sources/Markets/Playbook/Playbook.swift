package import Domain

/// How people of one market watch and buy: everything the product asks about them.
///
/// Nothing in the product asks where a viewer is from; it asks the viewer's playbook.
package struct Playbook: Sendable, Hashable {
    package var id: MarketID
    /// What the market is called, by language.
    package var names: [Language: String]
    package var country: CountryCode
    /// What its people speak, most usual first; never empty.
    package var languages: [Language]
    package var currency: Currency
    package var timeZone: TimeZoneID
    package var primeTime: PrimeTime
    package var accent: AccentColour
    /// Whether comments fly over the picture unless a viewer turns them off.
    package var danmaku: Bool
    /// How high a picture is sent unless a viewer chooses.
    package var picture: PictureDefault
    /// The ways goods travel to its people, cheapest first; never empty.
    package var delivery: [DeliveryOption]
    /// The methods its people trust, most usual first; never empty.
    package var payments: [PaymentMethodID]
    package var exchange: ExchangeRate
    /// How fast a host should go through the running order here.
    package var pace: Pace
    /// Who a host should be here, in a few words for the host.
    package var persona: String
}

extension Playbook {
    /// The words a host's pace is told in.
    package enum Pace: String, Sendable, Codable, CaseIterable {
        case calm, steady, lively
    }
}
