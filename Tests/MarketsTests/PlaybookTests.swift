import Domain
import Foundation
import Markets
import Testing

/// Playbook files and what is refused in them.
struct PlaybookTests {
    @Test func `six markets come with Tradewind`() throws {
        let markets = try MarketDirectory.bundled()
        #expect(markets.all.map(\.id.rawValue) == ["BR", "DE", "ID", "JP", "SA", "US"])
        #expect(markets.all.map(\.currency.code) == ["BRL", "EUR", "IDR", "JPY", "SAR", "USD"])
        #expect(markets.fallback.id == Identifier("US"))
        #expect(markets[Identifier("JP")]?.danmaku == true)
        #expect(markets.all.map(\.picture.lines) == [480, 1_080, 480, 1_080, 1_080, 1_080])
        let tags = ["en", "zh-Hans", "es", "pt-BR", "id", "ar", "ja"]
        for market in markets.all {
            #expect(Set(market.names.keys.map(\.tag)) == Set(tags), "\(market.id)")
            #expect(market.delivery.allSatisfy { $0.price.currency == market.currency })
        }
    }

    @Test(arguments: [
        ("version: 1", "version: 2", "version", "is not 1"),
        ("id: JP\n", "id: KR\n", "id", "is not the file's name"),
        ("country: JP", "country: ZZ", "country", "“ZZ” is not a country code such as US"),
        ("currency: JPY", "currency: YEN", "currency", "“YEN” is not an ISO 4217 code such as USD"),
        ("timeZone: Asia/Tokyo", "timeZone: Asia/Edo", "timeZone", "“Asia/Edo” is not a time zone such as Asia/Tokyo"),
        ("[ja, en]", "[japanese]", "languages[0]", "is not a language tag such as pt-BR"),
        ("[ja, en]", "[]", "languages", "is not a list with entries"),
        ("[\"20:00\", \"23:00\"]", "[\"20:00\"]", "primeTime", "has 1 entries"),
        ("[\"20:00\", \"23:00\"]", "[\"20:00\", \"25:00\"]", "primeTime[1]", "is not a time such as 19:00"),
        ("danmaku: true", "danmaku: perhaps", "danmaku", "is neither true nor false"),
        (
            "price: \"550\"", "price: \"5.50\"", "delivery[0].price",
            "“5.50” is not an amount of JPY with at most 0 decimals"
        ),
        (
            "price: \"550\"", "price: \"-1\"", "delivery[0].price",
            "“-1” is not an amount of JPY with at most 0 decimals"
        ),
        ("days: [4, 7]", "days: [7, 4]", "delivery[0].days", "is no span of days"),
        ("lines: 1080", "lines: 0", "picture.lines", "is not from 144 to 4320"),
        ("lines: 1080", "lines: high", "picture.lines", "is not a whole number"),
        ("lines: 1080", "height: 1080", "picture.height", "is not a key that playbooks have"),
        ("id: express", "id: standard", "delivery", "has two options of one id"),
        (
            "perDollar: \"151.3\"", "perDollar: \"0\"", "exchange.perDollar",
            "“0” is not a positive number such as \"15890.5\""
        ),
        (
            "date: \"2026-11-20\"", "date: \"2026-11-31\"", "exchange.date",
            "“2026-11-31” is not a day such as \"2026-11-20\""
        ),
        ("step: \"10\"", "step: \"0\"", "exchange.step", "is zero"),
        ("pace: steady", "pace: brisk", "pace", "“brisk” is not calm or steady or lively"),
        ("persona:", "persone:", "persone", "is not a key that playbooks have"),
        ("accent: \"#4B5FA5\"", "accent: blue", "accent", "“blue” is not a colour such as \"#0E7C86\""),
        ("  en: Japan\n", "", "names", "has no English text"),
        ("pace: steady\n", "", "pace", "is missing"),
    ])
    func `a mistake is named by file, key and what to do`(
        right: String, wrong: String, key: String, problem: String
    ) throws {
        let text = try Self.japan()
        let broken = text.replacingOccurrences(of: right, with: wrong)
        try #require(broken != text)
        do {
            _ = try Playbook(yaml: broken, file: "JP.yaml")
            Issue.record("the mistake was not noticed")
        } catch {
            #expect(error.file == "JP.yaml")
            #expect(error.key == key)
            #expect(error.problem == problem)
            #expect(!error.action.isEmpty)
        }
    }

    @Test(arguments: ["", "- a\n- b", "a: [", "\u{0}", "just text"])
    func `a file that is no mapping is refused`(text: String) {
        #expect(throws: PlaybookError.self) { try Playbook(yaml: text, file: "JP.yaml") }
    }

    private static func japan() throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Markets/Playbooks/JP.yaml")
        return try String(contentsOf: file, encoding: .utf8)
    }
}
