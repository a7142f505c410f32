@testable import Commerce
import Database
import Domain
import Markets
import Testing

/// What must hold after anything people do.
struct LedgerPropertyTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `after random doings the book is right, nothing is oversold and every order adds up`(seed: UInt64) async throws
    {
        let shop = try await Shop()
        var random = SeededGenerator(seed: seed)
        var variants: [VariantID] = []
        for index in 0..<4 {
            variants.append(
                try await shop.product("Article \(index)", price: 100 + Int64(index) * 333, onHand: 12).variants[0].id)
        }
        let markets = shop.markets.all.map(\.id)
        for step in 0..<160 {
            let variant = variants.randomElement(using: &random)!
            let viewer = "viewer\(Int.random(in: 0..<6, using: &random))"
            let market = markets.randomElement(using: &random)!
            do {
                switch Int.random(in: 0..<10, using: &random) {
                case 0...4:
                    for variant in variants where Bool.random(using: &random) {
                        _ = try await shop.commerce.carts.set(
                            variant, quantity: Int.random(in: 0...3, using: &random), show: Shop.show,
                            of: Identifier(viewer), in: market)
                    }
                    try await shop.order(
                        as: viewer, scenario: TestScenario.allCases.randomElement(using: &random)!, in: market)
                case 5:
                    try await shop.count(variant, onHand: Int.random(in: 0...15, using: &random))
                case 6:
                    try await shop.startOffer(variant, price: 50, units: 2, limit: 2)
                case 7:
                    let order = try await shop.commerce.orders.all(state: .awaitingPayment).randomElement(
                        using: &random)
                    if let order { _ = try await shop.commerce.orders.cancel(order.id, for: .seller) }
                default:
                    try await shop.pass(.seconds(Int64.random(in: 1...600, using: &random)))
                }
            } catch is CommerceError {
                // Refusals are part of what people meet.
            }
            #expect(try await shop.commerce.stock.audit().isEmpty, "step \(step)")
        }
        let orders = try await shop.commerce.orders.all(limit: 100)
        #expect(orders.count > 10)
        for order in orders {
            let lines = order.lines.reduce(0) { $0 + $1.total.minor }
            #expect(order.lines.allSatisfy { $0.total.minor == $0.unit.minor * Int64($0.quantity) })
            #expect(order.subtotal.minor == lines)
            #expect(order.total.minor == lines + order.delivery.price.minor)
            let currency = shop.markets[order.market]?.currency
            #expect(order.lines.allSatisfy { $0.unit.currency == currency })
        }
        #expect(Set(orders.map(\.total.currency.exponent)) == [0, 2], "currencies without and with decimals were used")
    }

    @Test(arguments: [("JPY", 0), ("USD", 2), ("KWD", 3)])
    func `lines add up to the total in every precision`(code: String, exponent: Int) throws {
        let currency = try #require(Currency(code))
        #expect(currency.exponent == exponent)
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let lines = try (0..<Int.random(in: 1...20, using: &random)).map { _ in
                let unit = try Money(minor: Int64.random(in: 0...10_000_000, using: &random), currency: Shop.dollar)
                    .converted(
                        to: currency, targetRate: #require(Ratio(decimal: "0.307")),
                        sourceRate: #require(Ratio(decimal: "1")), step: Int64.random(in: 1...50, using: &random))
                return try unit.multiplied(by: Int.random(in: 1...99, using: &random))
            }
            let total = try Money.sum(lines, in: currency)
            #expect(total.minor == lines.reduce(0) { $0 + $1.minor })
        }
    }

    @Test func `the audit finds a balance that somebody changed by hand`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 10).variants[0].id
        try await shop.buy(2, of: variant, scenario: .challenge)
        try await shop.database.write { connection in
            _ = try connection.execute("UPDATE stock_balances SET on_hand = on_hand + 1, held = held - 1", [])
        }
        let differences = try await shop.commerce.stock.audit()
        #expect(
            differences == [
                StockDifference(
                    variant: variant, balance: StockLevel(onHand: 11, held: 1),
                    entries: StockLevel(onHand: 10, held: 2),
                    promised: 2)
            ])
    }
}
