@testable import Commerce
import Database
import Domain
import Testing

/// What people wait for finds its rows by an index, however many there are.
struct PlanTests {
    @Test func `lists and pages read what they show and nothing else`() async throws {
        let (shop, planned, commerce) = try await Self.shop()
        let product = try await shop.product()
        let variant = product.variants[0].id
        try await shop.commerce.catalogue.setShelf(of: Shop.show, to: [product.id])
        try await shop.startOffer(variant)
        let order = try await shop.buy(of: variant, scenario: .decline)
        let (market, now) = (MarketID("US"), shop.clock.now())
        _ = try await commerce.catalogue.products()
        _ = try await commerce.catalogue.product(product.handle)
        _ = try await commerce.catalogue.view(of: product.id, in: market)
        _ = try await commerce.catalogue.shelf(of: Shop.show, in: market)
        _ = try await commerce.catalogue.shelf(of: Shop.show)
        _ = try await commerce.offers.views(of: [Shop.show, Identifier("other")], in: market, at: now)
        _ = try await commerce.carts.cart(of: order.viewer, in: market)
        _ = try await commerce.orders.all()
        _ = try await commerce.orders.all(state: .paid)
        _ = try await commerce.orders.history(of: order.viewer)
        _ = try await commerce.orders.order(order.id, for: .seller)
        #expect(planned.detours == [])
    }

    @Test func `a checkout reads what it sells and nothing else`() async throws {
        let (shop, planned, commerce) = try await Self.shop()
        let variant = try await shop.product().variants[0].id
        try await shop.startOffer(variant)
        let (viewer, market) = (ViewerID("mai"), MarketID("US"))
        _ = try await commerce.carts.set(variant, quantity: 1, show: Shop.show, of: viewer, in: market)
        let order = try await commerce.checkout.placeOrder(
            Shop.request(scenario: .challenge), of: viewer, in: market, key: .fresh())
        _ = try await commerce.payments.answer(order.id, code: "000000", for: .viewer(viewer), key: .fresh())
        _ = try await commerce.payments.payAgain(
            order.id, by: order.payment.method, instruction: nil, for: .viewer(viewer), key: .fresh())
        #expect(planned.detours == [])
    }

    @Test func `the seller's changes read what they change and nothing else`() async throws {
        let (shop, planned, commerce) = try await Self.shop()
        let product = try await shop.product()
        let variant = product.variants[0].id
        try await commerce.catalogue.setShelf(of: Shop.show, to: [product.id])
        _ = try await commerce.offers.start(
            OfferRequest(
                show: Shop.show, variant: variant, price: Money(minor: 1_500, currency: Shop.dollar), units: 1,
                limitPerBuyer: 1, duration: .seconds(60)),
            by: Identifier("host"), key: .fresh())
        _ = try await commerce.catalogue.update(product.id) { product in
            var draft = ProductDraft(product)
            draft.variants[0].price.price = Money(minor: 2_000, currency: Shop.dollar)
            draft.variants[0].sku = SKU(rawValue: "LL-1")
            return draft
        }
        try await commerce.stock.count(variant, expected: 10, onHand: 12)
        try await planned.write { try Commerce.forget(Shop.show, in: $0) }
        try await commerce.catalogue.archive(product.id)
        #expect(planned.detours == [])
    }

    private static func shop() async throws -> (Shop, PlannedDatabase, Commerce) {
        let shop = try await Shop()
        let planned = PlannedDatabase(database: shop.database)
        return (shop, planned, shop.commerce(on: planned))
    }
}
