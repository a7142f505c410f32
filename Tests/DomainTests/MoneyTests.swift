import Domain
import Testing

/// Amounts are exact, whatever the currency.
struct MoneyTests {
    @Test(arguments: [("JPY", 0), ("USD", 2), ("KWD", 3), ("CLF", 4), ("IDR", 2), ("MRU", 2), ("UGX", 0)])
    func `a currency knows how many decimals it has`(code: String, exponent: Int) {
        #expect(Currency(code)?.exponent == exponent)
    }

    @Test(arguments: ["usd", "US", "USDX", "", "XAU", "XXX", "BGN", "HRK", "ANG", "BTC"])
    func `what ISO 4217 does not list, or lists without a unit, is no currency`(code: String) {
        #expect(Currency(code) == nil)
    }

    @Test func `the table holds every current code once`() {
        #expect(Currency.all.count == 17 + 7 + 2 + Currency.all.count { $0.exponent == 2 })
        #expect(Set(Currency.all.map(\.code)).count == Currency.all.count)
        #expect(Currency.all.allSatisfy { $0.code.utf8.count == 3 })
        #expect(Currency.all.count > 160)
    }

    @Test(arguments: [
        ("12.99", "USD", 1_299), ("12.9", "USD", 1_290), ("12", "USD", 1_200), ("-0.01", "USD", -1), ("0", "USD", 0),
        ("1500", "JPY", 1_500), ("1500.00", "JPY", 1_500), ("1.234", "KWD", 1_234), ("007", "USD", 700),
    ])
    func `a plain decimal number is read exactly`(text: String, code: String, minor: Int64) throws {
        let currency = try #require(Currency(code))
        #expect(try Money(decimal: text, currency: currency).minor == minor)
    }

    @Test(arguments: [
        ("12,99", "USD"), ("1,299.00", "USD"), ("12.999", "USD"), ("", "USD"), (".", "USD"), (".5", "USD"),
        ("5.", "USD"),
        ("1e3", "USD"), ("$1", "USD"), (" 1", "USD"), ("--1", "USD"), ("1.2.3", "USD"), ("1.5", "JPY"), ("١٢", "USD"),
        ("12345678901234567890", "USD"),
    ])
    func `what is not a plain amount of the currency is refused, never guessed`(text: String, code: String) throws {
        let currency = try #require(Currency(code))
        #expect(throws: MoneyError.malformed(text, currency)) { try Money(decimal: text, currency: currency) }
    }

    @Test(
        arguments: [
            (1_299, "USD", "12.99"), (-5, "USD", "-0.05"), (0, "JPY", "0"), (7, "KWD", "0.007"),
            (.min, "USD", "-92233720368547758.08"),
        ] as [(Int64, String, String)])
    func `an amount is written with all its decimals`(minor: Int64, code: String, text: String) throws {
        #expect(Money(minor: minor, currency: try #require(Currency(code))).decimalText == text)
    }

    @Test func `sums that do not fit and currencies that differ throw`() throws {
        let dollar = try #require(Currency("USD")), yen = try #require(Currency("JPY"))
        let much = Money(minor: .max, currency: dollar)
        #expect(throws: MoneyError.overflow(dollar)) { try much.adding(Money(minor: 1, currency: dollar)) }
        #expect(throws: MoneyError.overflow(dollar)) { try much.multiplied(by: 2) }
        #expect(throws: MoneyError.currencyMismatch(dollar, yen)) { try much.adding(.zero(yen)) }
        #expect(throws: MoneyError.overflow(yen)) {
            try much.converted(
                to: yen, targetRate: #require(Ratio(decimal: "999999999999999999")),
                sourceRate: #require(Ratio(decimal: "0.00000000000000001")), step: 1)
        }
    }

    @Test(
        arguments: [
            // 24 dollars in yen; in thousands of rupiah; ties go to the even step, up and down.
            (2_400, "USD", "1", "JPY", "151.3", 10, 3_630), (2_400, "USD", "1", "IDR", "15890", 100_000, 38_100_000),
            (5, "USD", "1", "EUR", "0.5", 1, 2), (7, "USD", "1", "EUR", "0.5", 1, 4),
            (-5, "USD", "1", "EUR", "0.5", 1, -2),
            (1_000, "JPY", "150", "USD", "1", 1, 667), (1_000, "JPY", "150", "KWD", "0.307", 1, 2_047),
            (25, "USD", "1", "EUR", "1", 10, 20), (35, "USD", "1", "EUR", "1", 10, 40),
            // What costs something is not given away; what costs nothing stays free.
            (1, "USD", "1", "EUR", "0.5", 1, 1), (4, "USD", "1", "EUR", "1", 10, 10),
            (0, "USD", "1", "JPY", "151.3", 10, 0),
        ] as [(Int64, String, String, String, String, Int64, Int64)])
    func `a conversion is exact and rounds once, half to even, to the step`(
        minor: Int64, from: String, sourceRate: String, to: String, targetRate: String, step: Int64, result: Int64
    ) throws {
        let source = try #require(Currency(from)), target = try #require(Currency(to))
        let converted = try Money(minor: minor, currency: source).converted(
            to: target, targetRate: #require(Ratio(decimal: targetRate)),
            sourceRate: #require(Ratio(decimal: sourceRate)),
            step: step)
        #expect(converted == Money(minor: result, currency: target))
    }

    @Test(arguments: [("100000001000400", "CLF"), ("12345678901234567", "USD"), ("9223372036854775807", "JPY")])
    func `the largest amounts are read as they are written`(text: String, code: String) throws {
        let money = try Money(decimal: text, currency: #require(Currency(code)))
        #expect(try Money(decimal: money.decimalText, currency: money.currency) == money)
    }

    @Test func `an amount past 64 bits is too large`() throws {
        let currency = try #require(Currency("USD"))
        #expect(throws: MoneyError.overflow(currency)) { try Money(decimal: "1234567890123456789", currency: currency) }
    }
}
