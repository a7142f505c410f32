import Domain

/// Two markets for files of products, and the products that a shop would make of drafts.
enum ShopifyMarkets {
    static let prices: PriceBook = {
        do {
            let markets = try MarketDirectory(
                playbooks: [playbook("US", "USD", "United States"), playbook("JP", "JPY", "Japan")],
                fallback: MarketID("US"))
            return PriceBook(shopCurrency: currency("USD"), markets: markets)
        } catch {
            preconditionFailure("the markets differ: \(error)")
        }
    }()

    /// The product of a checked draft.
    static func product(_ draft: ProductDraft) -> Product {
        guard let handle = draft.handle else { preconditionFailure("a checked draft has a handle") }
        let variants = draft.variants.map { variant in
            Variant(
                id: VariantID("1"), sku: variant.sku, options: variant.options, price: variant.price,
                marketPrices: variant.marketPrices, stock: StockLevel(onHand: variant.onHand ?? 0, held: 0))
        }
        return Product(
            id: ProductID("1"), handle: handle, title: draft.title, description: draft.description, state: draft.state,
            options: draft.options, notFor: draft.notFor, variants: variants, pictures: [])
    }

    /// The draft that an import of the product's own export makes.
    static func draft(_ product: Product) -> ProductDraft {
        var draft = ProductDraft(product)
        for (index, variant) in product.variants.enumerated() {
            draft.variants[index].id = nil
            draft.variants[index].onHand = variant.stock.onHand
        }
        return draft
    }

    private static func currency(_ code: String) -> Currency {
        guard let currency = Currency(code) else { preconditionFailure("\(code) is a currency") }
        return currency
    }

    private static func playbook(_ id: String, _ code: String, _ name: String) -> Playbook {
        guard let country = CountryCode(id), let language = Language("en"),
            let zone = TimeZoneID(rawValue: "Asia/Tokyo"), let hour = TimeOfDay(rawValue: "19:00"),
            let accent = AccentColour(rawValue: "#000000"),
            let picture = PictureDefault(lines: 1_080), let rate = Ratio(decimal: "1"),
            let date = CivilDate("2026-01-01")
        else { preconditionFailure("a playbook's words are right") }
        return Playbook(
            id: MarketID(id), names: [language: name], country: country, languages: [language],
            currency: currency(code), timeZone: zone, primeTime: PrimeTime(from: hour, to: hour), accent: accent,
            danmaku: false, picture: picture, delivery: [], payments: [],
            exchange: ExchangeRate(perDollar: rate, date: date, step: 1), pace: .calm, persona: "")
    }
}
