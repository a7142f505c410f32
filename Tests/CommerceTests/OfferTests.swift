@testable import Commerce
import Domain
import Journal
import Testing

/// Starting and ending flash offers.
struct OfferTests {
    @Test(arguments: [
        (1_500, 5, 1, 9, OfferProblem.duration), (1_500, 5, 1, 301, .duration),
        (1_500, 0, 1, 60, .units(available: 10)), (1_500, 11, 1, 60, .units(available: 10)),
        (1_500, 5, 0, 60, .limit), (1_500, 5, 6, 60, .limit),
        (2_400, 5, 1, 60, .notLower(than: Money(minor: 2_400, currency: Shop.dollar))),
        (-1, 5, 1, 60, .currency(Shop.dollar, expected: Shop.dollar)),
    ])
    func `an offer that makes no sense is refused with the reason`(
        price: Int64, units: Int, limit: Int, seconds: Int, problem: OfferProblem
    ) async throws {
        let shop = try await Shop()
        let variant = try await shop.product(price: 2_400, onHand: 10).variants[0].id
        await #expect(throws: CommerceError.invalidOffer(problem)) {
            try await shop.startOffer(variant, price: price, units: units, limit: limit, for: .seconds(seconds))
        }
    }

    @Test func `a show has one running offer, which ends by time`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let offer = try await shop.startOffer(variant, for: .seconds(10))
        await #expect(throws: CommerceError.offerAlreadyRuns(offer.id)) { try await shop.startOffer(variant) }
        let position = try await shop.journal.lastPosition()
        try await shop.pass(.seconds(10))
        let ended = try await shop.journal.events(after: position)
        #expect(try ended.map { try $0.decode(OfferChanged.self).offer.state } == [.ended])
        #expect(try await shop.commerce.offers.standing(in: Shop.show, at: shop.clock.now()) == nil)
        _ = try await shop.startOffer(variant)
    }

    @Test func `a sold out offer makes room for the next`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        try await shop.startOffer(variant, units: 1)
        try await shop.buy(of: variant)
        _ = try await shop.startOffer(variant)
        await #expect(throws: CommerceError.self) {
            try await shop.commerce.offers.end(Identifier("none"), of: Shop.show)
        }
    }

    @Test func `each market sees the offer in its own money`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(price: 2_400).variants[0].id
        try await shop.startOffer(variant, price: 1_500)
        let view = try #require(
            try await shop.commerce.offers.view(of: Shop.show, in: Identifier("DE"), at: shop.clock.now()))
        #expect(view.price == Money(minor: 1_380, currency: .known("EUR")))
        #expect(view.before == Money(minor: 2_210, currency: .known("EUR")))
    }
}
