import Domain
import Markets
import Testing

/// The market for a viewer, and prices in it.
struct MarketDirectoryTests {
    private let markets: MarketDirectory

    init() throws {
        markets = try MarketDirectory.bundled()
    }

    @Test(arguments: [
        ("de-DE,de;q=0.9,en;q=0.8", "DE"), ("en-US,en;q=0.9", "US"), ("en", "US"), ("ja", "JP"),
        ("pt-PT,pt;q=0.9", "BR"),
        ("id-ID", "ID"), ("ar", "SA"), ("ar-EG", "SA"), ("fr-FR,fr;q=0.9", "US"), ("en-GB,en;q=0.9,de-DE;q=0.1", "DE"),
        ("zh-CN,zh;q=0.9", "US"), ("", "US"), (";;;,,,=", "US"), ("de;q=0, ja;q=0.5", "JP"),
        ("ja;q=0.1, de;q=0.2", "DE"),
        ("*", "US"), ("en;q=nonsense, ja", "JP"), ("ca-ES-valencia, ja;q=0.1", "JP"),
    ])
    func `the best market for what a browser asks`(header: String, market: String) {
        #expect(markets.market(forAcceptLanguage: header).id == Identifier(market))
    }

    @Test(
        arguments: [
            ("US", 2_399), ("DE", 2_210), ("ID", 38_100_000), ("SA", 9_000), ("JP", 3_630), ("BR", 13_000),
        ] as [(String, Int64)])
    func `a price is converted by dated rates and rounded to the market's step`(id: String, minor: Int64) throws {
        let market = try #require(markets[Identifier(id)])
        let price = Money(minor: 2_399, currency: try #require(Currency("USD")))
        #expect(try markets.convert(price, to: market) == Money(minor: minor, currency: market.currency))
    }

    @Test func `a currency that no market uses cannot be converted`() throws {
        let franc = try #require(Currency("CHF"))
        #expect(throws: ConversionError.unknownRate(franc)) {
            try markets.convert(Money(minor: 1, currency: franc), to: markets.fallback)
        }
    }

    @Test func `two files for one market, and a default without a file, are refused`() {
        #expect(throws: PlaybookError.self) {
            try MarketDirectory(playbooks: [markets.fallback, markets.fallback], fallback: markets.fallback.id)
        }
        #expect(throws: PlaybookError.self) { try MarketDirectory(playbooks: [], fallback: Identifier("US")) }
    }

    @Test func `a market is found by its country`() {
        #expect(markets.market(ofCountry: CountryCode("BR")!)?.id == Identifier("BR"))
        #expect(markets.market(ofCountry: CountryCode("FR")!) == nil)
    }
}
