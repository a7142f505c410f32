@testable import Commerce
import Database
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

    @Test func `an offer sent twice starts once, and its key is good for nothing else`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let offer = try await shop.startOffer(variant, key: "start")
        #expect(try await shop.startOffer(variant, key: "start").id == offer.id)
        await #expect(throws: CommerceError.idempotencyKeyReused) {
            try await shop.startOffer(variant, price: 1_400, key: "start")
        }
        #expect(try await shop.kinds().filter { $0 == "offer.changed" }.count == 1)
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

    @Test(arguments: [Withdrawal.archived, .drafted, .variantRemoved])
    func `an offer ends with what it sells, and its show goes on`(withdrawal: Withdrawal) async throws {
        let shop = try await Shop()
        let lantern = try await shop.commerce.catalogue.create(Self.twoColours)
        let shawl = try await shop.product("Shawl").variants[0].id
        try await shop.startOffer(lantern.variants[1].id)
        let order = try await shop.buy(of: lantern.variants[1].id, scenario: .challenge)
        let position = try await shop.journal.lastPosition()
        try await shop.withdraw(lantern, by: withdrawal)
        let told = try await shop.journal.events(after: position, kinds: [.offerChanged])
        #expect(try told.map { try $0.decode(OfferChanged.self).offer.state } == [.ended])
        #expect(try await shop.commerce.offers.view(of: Shop.show, in: Identifier("US"), at: shop.clock.now()) == nil)
        try await shop.pass(.seconds(1))
        _ = try await shop.startOffer(shawl)
        _ = try await shop.commerce.orders.cancel(order.id, for: .viewer(order.viewer))
    }

    @Test func `an offer of a variant that is archived already is seen and ended`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        try await shop.startOffer(variant, for: .seconds(60))
        try await shop.database.write { connection in
            _ = try connection.execute("UPDATE products SET archived_at = 1", [])
            _ = try connection.execute("UPDATE variants SET archived_at = 1", [])
        }
        let now = shop.clock.now()
        #expect(try await shop.commerce.offers.view(of: Shop.show, in: Identifier("US"), at: now) != nil)
        try await shop.pass(.seconds(60))
        #expect(try await shop.commerce.offers.standing(in: Shop.show, at: now) == nil)
    }

    @Test func `an offer never costs more than the price a market has by hand`() async throws {
        let shop = try await Shop()
        var draft = ProductDraft(try await shop.product(price: 2_400))
        let euro = Money(minor: 990, currency: .known("EUR"))
        draft.variants[0].marketPrices[Identifier("DE")] = VariantPrice(price: euro)
        draft.handle = Handle(rawValue: "by-hand")
        draft.variants[0].id = nil
        draft.variants[0].onHand = 10
        let variant = try await shop.commerce.catalogue.create(draft).variants[0].id
        try await shop.startOffer(variant, price: 1_500)
        let view = try await shop.commerce.offers.view(of: Shop.show, in: Identifier("DE"), at: shop.clock.now())
        #expect(view?.price == euro)
        let cart = try await shop.commerce.carts.set(
            variant, quantity: 3, show: Shop.show, of: Identifier("mai"), in: Identifier("DE"))
        #expect(cart.total.minor == 3 * euro.minor, "nobody is kept from buying more at the usual price")
        #expect(cart.lines[0].offer == nil)
        try await shop.order(in: Identifier("DE"))
        #expect(try await shop.commerce.offers.standing(in: Shop.show, at: shop.clock.now())?.left == 5)
    }

    @Test func `a price that falls to the offer's while a line has it frees the line of the offer`() async throws {
        let shop = try await Shop()
        let product = try await shop.product(price: 2_400)
        let variant = product.variants[0].id
        try await shop.startOffer(variant, price: 1_500)
        let put = try await shop.commerce.carts.set(
            variant, quantity: 1, show: Shop.show, of: Identifier("mai"), in: Identifier("US"))
        #expect(put.lines[0].offer != nil)
        try await shop.setPrice(of: product, to: 1_500)
        let cart = try await shop.commerce.carts.cart(of: Identifier("mai"), in: Identifier("US"))
        #expect(cart.lines[0].offer == nil)
        #expect(cart.total.minor == 1_500)
        #expect(cart.problems.isEmpty)
    }

    @Test func `a price edit is told to the room whose offer it concerns`() async throws {
        let shop = try await Shop()
        let product = try await shop.product(price: 2_400)
        try await shop.startOffer(product.variants[0].id, price: 1_500)
        let position = try await shop.journal.lastPosition()
        try await shop.setPrice(of: product, to: 2_000)
        let events = try await shop.journal.events(after: position)
        #expect(events.map(\.kind.rawValue) == ["price.changed", "offer.changed", "product.changed"])
        let told = try events[1].decode(OfferChanged.self)
        #expect(told.prices["US"]?.before.minor == 2_000)
        #expect(told.prices["US"]?.price.minor == 1_500)
        _ = try await shop.commerce.catalogue.update(product.id) { product in
            var draft = ProductDraft(product)
            draft.title = "Moon lantern"
            return draft
        }
        #expect(try await shop.kinds(after: #require(events.last).position) == ["product.changed"])
    }

    @Test func `what is not for sale is not offered`() async throws {
        let shop = try await Shop()
        let draft = try await shop.product("Draft"), archived = try await shop.product("Archived")
        _ = try await shop.commerce.catalogue.update(draft.id) { product in
            var draft = ProductDraft(product)
            draft.state = .draft
            return draft
        }
        try await shop.commerce.catalogue.archive(archived.id)
        let (drafted, gone) = (draft.variants[0].id, archived.variants[0].id)
        await #expect(throws: CommerceError.notForSale(drafted)) { try await shop.startOffer(drafted) }
        await #expect(throws: CommerceError.unknownVariant(gone)) { try await shop.startOffer(gone) }
        #expect(try await shop.commerce.offers.standing(in: Shop.show, at: shop.clock.now()) == nil)
    }

    @Test func `an offer that cannot be read keeps no other show's from being seen`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let broken = try await shop.startOffer(variant)
        let other = ShowID("other")
        _ = try await shop.commerce.offers.start(
            OfferRequest(
                show: other, variant: variant, price: Money(minor: 1_500, currency: Shop.dollar), units: 1,
                limitPerBuyer: 1, duration: .seconds(60)),
            by: Identifier("host"), key: .fresh())
        try await shop.database.write { connection in
            _ = try connection.execute("UPDATE offers SET currency = 'none' WHERE id = $1", [.id(broken.id)])
        }
        let views = try await shop.commerce.offers.views(
            of: [Shop.show, other], in: Identifier("US"), at: shop.clock.now())
        #expect(views.keys.sorted() == [other])
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

/// How a product that is offered can be taken away.
enum Withdrawal: Sendable {
    case archived, drafted, variantRemoved
}

extension OfferTests {
    private static var twoColours: ProductDraft {
        var draft = ProductDraft(
            title: "Moon lantern",
            variants: ["Red", "Blue"].map { colour in
                var variant = VariantDraft(price: VariantPrice(price: Money(minor: 2_400, currency: Shop.dollar)))
                variant.options = [colour]
                variant.onHand = 10
                return variant
            })
        draft.options = ["Colour"]
        draft.state = .active
        return draft
    }
}

extension Shop {
    fileprivate func setPrice(of product: Product, to price: Int64) async throws {
        _ = try await commerce.catalogue.update(product.id) { product in
            var draft = ProductDraft(product)
            draft.variants[0].price.price = Money(minor: price, currency: Self.dollar)
            return draft
        }
    }

    fileprivate func withdraw(_ product: Product, by withdrawal: Withdrawal) async throws {
        var draft = ProductDraft(product)
        switch withdrawal {
        case .archived:
            try await commerce.catalogue.archive(product.id)
            return
        case .drafted: draft.state = .draft
        case .variantRemoved: draft.variants.removeLast()
        }
        _ = try await commerce.catalogue.update(product.id, to: draft)
    }
}
