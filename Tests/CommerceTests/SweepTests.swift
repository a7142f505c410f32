@testable import Commerce
import Database
import Domain
import Journal
import Testing

/// What time asks for is done, whatever stands in its way.
struct SweepTests {
    @Test func `one bad row keeps no other from its turn`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 50).variants[0].id
        let bad = try await shop.buy(of: variant, as: "bad", scenario: .challenge)
        let good = try await shop.buy(of: variant, as: "good", scenario: .challenge)
        let late = [
            try await shop.buy(of: variant, as: "late", scenario: .late),
            try await shop.buy(of: variant, as: "later", scenario: .late),
        ]
        try await shop.spoil([bad.id, late[0].id])
        shop.clock.advance(by: .seconds(15 * 60))
        for _ in 0..<2 {
            let failures = await shop.commerce.sweeper.sweep()
            #expect(failures.map(\.step) == [.collectNotices, .expireOrders, .expireOrders])
        }
        #expect(try await shop.seen(good.id).state == .expired)
        #expect(try await shop.seen(late[1].id).state == .paid)
    }

    @Test func `one show's broken offer ends no other show's late`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let broken = try await shop.startOffer(variant)
        let other = try await shop.commerce.offers.start(
            OfferRequest(
                show: Identifier("other"), variant: variant, price: Money(minor: 1_500, currency: Shop.dollar),
                units: 1, limitPerBuyer: 1, duration: .seconds(60)),
            by: Identifier("host"), key: .fresh())
        try await shop.database.write { connection in
            _ = try connection.execute("UPDATE offers SET currency = 'none' WHERE id = $1", [.id(broken.id)])
        }
        shop.clock.advance(by: .seconds(60))
        #expect(await shop.commerce.sweeper.sweep().map(\.step) == [.endOffers])
        let ended = try await shop.journal.read { try OfferTable(connection: $0).offer(other.id).isEnded }
        #expect(ended)
    }

    @Test func `a sweep with nothing to do reads no table whole`() async throws {
        let shop = try await Shop()
        let planned = PlannedDatabase(database: shop.database)
        let commerce = Commerce(
            journal: Journal(database: planned, clock: shop.clock), clock: shop.clock,
            identifiers: IdentifierGenerator(clock: shop.clock), markets: shop.markets, shopCurrency: Shop.dollar,
            provider: TestGateway(database: planned, clock: shop.clock))
        let failures = await commerce.sweeper.sweep()
        #expect(failures.isEmpty)
        #expect(planned.wholeScans == [])
    }
}

extension Shop {
    /// Makes orders unreadable, as a bad disk or a bad migration would.
    fileprivate func spoil(_ orders: [OrderID]) async throws {
        try await database.write { connection in
            for order in orders {
                _ = try connection.execute("UPDATE orders SET delivery = '' WHERE id = $1", [.id(order)])
            }
        }
    }
}
