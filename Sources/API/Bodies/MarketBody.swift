internal import Domain
internal import Markets

/// `Market` of the application interface.
struct MarketBody: Encodable, Sendable {
    let id: MarketID
    let name: [String: String]
    let country: CountryCode
    let languages: [Language]
    let currency: Currency
    let timeZone: TimeZoneID
    let primeTime: PrimeTime
    let accent: AccentColour
    let danmaku: Bool
    let picture: PictureDefault
    let delivery: [DeliveryOption]
    let payments: [PaymentMethodID]

    init(_ market: Playbook) {
        id = market.id
        name = Dictionary(uniqueKeysWithValues: market.names.map { ($0.key.tag, $0.value) })
        country = market.country
        languages = market.languages
        currency = market.currency
        timeZone = market.timeZone
        primeTime = market.primeTime
        accent = market.accent
        danmaku = market.danmaku
        picture = market.picture
        delivery = market.delivery
        payments = market.payments
    }
}
