import Domain
import Yams

extension Playbook {
    /// Reads a playbook from the text of its file.
    ///
    /// - Parameter file: The file's name, for the error; its stem must be the market's id.
    package init(yaml: String, file: String) throws(PlaybookError) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch {
            throw PlaybookError(file: file, key: "(file)", problem: "is not YAML: \(error)", action: "Mend that line")
        }
        let reader = try PlaybookReader(file: file, node: node, known: Self.keys)
        guard try reader.integer("version") == Self.version else {
            throw reader.error("version", "is not \(Self.version)", "Write the playbook in version \(Self.version)")
        }
        id = MarketID(try reader.text("id"))
        guard file == id.rawValue + ".yaml" else {
            throw reader.error("id", "is not the file's name", "Call the file \(id).yaml")
        }
        names = try reader.texts("names")
        country = try reader.value("country", "a country code such as US", CountryCode.init)
        languages = try reader.list("languages", of: "a language tag such as pt-BR", Language.init)
        currency = try reader.value("currency", "an ISO 4217 code such as USD", Currency.init)
        timeZone = try reader.value("timeZone", "a time zone such as Asia/Tokyo", TimeZoneID.init)
        let hours = try reader.list("primeTime", of: "a time such as 19:00", TimeOfDay.init)
        guard hours.count == 2 else {
            throw reader.error("primeTime", "has \(hours.count) entries", "Write [first hour, last hour]")
        }
        primeTime = PrimeTime(from: hours[0], to: hours[1])
        accent = try reader.value("accent", "a colour such as \"#0E7C86\"", AccentColour.init)
        danmaku = try reader.flag("danmaku")
        picture = try PictureDefault(reader)
        let currency = currency
        delivery = try Self.deliveryOptions(reader, currency)
        payments = try reader.list("payments", of: "a payment method such as card") { PaymentMethodID(rawValue: $0) }
        exchange = try ExchangeRate(reader, currency)
        pace = try reader.value("pace", Pace.allCases.map(\.rawValue).joined(separator: " or "), Pace.init)
        persona = try reader.text("persona")
    }

    /// The version of the format that this reader understands.
    private static let version: Int64 = 1

    private static let keys: Set<String> = [
        "version", "id", "names", "country", "languages", "currency", "timeZone", "primeTime", "accent", "danmaku",
        "picture", "delivery", "payments", "exchange", "pace", "persona",
    ]

    private static func deliveryOptions(
        _ reader: PlaybookReader, _ currency: Currency
    ) throws(PlaybookError) -> [DeliveryOption] {
        var options: [DeliveryOption] = []
        for entry in try reader.mappings("delivery", known: ["id", "price", "days"]) {
            let bounds = try entry.list("days", of: "a number of days") { Int($0) }
            guard bounds.count == 2, let days = DeliveryDays(fewest: bounds[0], most: bounds[1]) else {
                throw entry.error("days", "is no span of days", "Write [fewest, most]")
            }
            options.append(
                DeliveryOption(
                    id: DeliveryOptionID(rawValue: try entry.text("id")),
                    price: try entry.price("price", currency),
                    days: days))
        }
        guard Set(options.map(\.id)).count == options.count else {
            throw reader.error("delivery", "has two options of one id", "Give each its own id")
        }
        return options
    }
}

extension PictureDefault {
    fileprivate init(_ reader: PlaybookReader) throws(PlaybookError) {
        let picture = try reader.mapping("picture", known: ["lines"])
        guard let known = Self(lines: try picture.integer("lines")) else {
            let (least, most) = (Self.possible.lowerBound, Self.possible.upperBound)
            throw picture.error("lines", "is not from \(least) to \(most)", "Write the shorter side such as 720")
        }
        self = known
    }
}

extension ExchangeRate {
    fileprivate init(_ reader: PlaybookReader, _ currency: Currency) throws(PlaybookError) {
        let exchange = try reader.mapping("exchange", known: ["perDollar", "date", "step"])
        perDollar = try exchange.value("perDollar", "a positive number such as \"15890.5\"") { text in
            Ratio(decimal: text).flatMap { $0.numerator > 0 ? $0 : nil }
        }
        date = try exchange.value("date", "a day such as \"2026-11-20\"") { CivilDate($0) }
        let step = try exchange.price("step", currency)
        guard step.minor > 0 else { throw exchange.error("step", "is zero", "Write the smallest step of prices") }
        self.step = step.minor
    }
}

extension PlaybookReader {
    /// An amount that is not negative, with at most the currency's decimals.
    fileprivate func price(_ key: String, _ currency: Currency) throws(PlaybookError) -> Money {
        try value(key, "an amount of \(currency) with at most \(currency.exponent) decimals") { text in
            guard let money = try? Money(decimal: text, currency: currency), !money.isNegative else { return nil }
            return money
        }
    }
}
