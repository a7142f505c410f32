@testable import Commerce
import Domain
import Testing

/// What a cart shows and what it takes.
struct CartTests {
    @Test func `a line is set, changed and removed`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(price: 500).variants[0].id
        #expect(try await shop.put(variant, 2).total.minor == 1_000)
        #expect(try await shop.put(variant, 1).total.minor == 500)
        #expect(try await shop.put(variant, 0).lines.isEmpty)
    }

    @Test(arguments: [-1, 100])
    func `a quantity out of range is refused`(quantity: Int) async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        await #expect(throws: CommerceError.invalidQuantity(limit: 99)) { try await shop.put(variant, quantity) }
    }

    @Test func `what can no longer be bought is named as a problem`() async throws {
        let shop = try await Shop()
        let lantern = try await shop.product(onHand: 3)
        let shawl = try await shop.product("Shawl")
        _ = try await shop.put(lantern.variants[0].id, 5)
        _ = try await shop.put(shawl.variants[0].id, 1)
        try await shop.commerce.catalogue.archive(shawl.id)
        let cart = try await shop.commerce.carts.cart(of: Identifier("mai"), in: Identifier("US"))
        #expect(cart.problems.map(\.code) == ["out-of-stock", "not-for-sale"])
        #expect(cart.problems[0].detail == "3 of Paper lantern are left; you asked for 5.")
        await #expect(throws: CommerceError.unknownVariant(shawl.variants[0].id)) {
            try await shop.put(shawl.variants[0].id, 2)
        }
    }

    @Test func `a draft is neither seen nor bought`() async throws {
        let shop = try await Shop()
        let product = try await shop.product()
        var draft = ProductDraft(product)
        draft.state = .draft
        _ = try await shop.commerce.catalogue.update(product.id, to: draft)
        await #expect(throws: CommerceError.unknownProduct(product.id)) {
            try await shop.commerce.catalogue.view(of: product.id, in: Identifier("US"))
        }
        await #expect(throws: CommerceError.unknownVariant(product.variants[0].id)) {
            try await shop.put(product.variants[0].id, 1)
        }
    }

    @Test func `an offer's price is kept while the offer lasts, and never silently raised`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(price: 2_400).variants[0].id
        let offer = try await shop.startOffer(variant, price: 1_500, units: 5, limit: 2)
        #expect(try await shop.put(variant, 2).total.minor == 3_000)
        await #expect(throws: CommerceError.offerLimitReached(variant: variant, title: "Paper lantern", limit: 2)) {
            try await shop.put(variant, 3)
        }
        try await shop.commerce.offers.end(offer.id, of: Shop.show)
        let cart = try await shop.commerce.carts.cart(of: Identifier("mai"), in: Identifier("US"))
        #expect(cart.problems.map(\.code) == ["offer-is-gone"])
        await #expect(throws: CommerceError.self) { try await shop.order() }
        let accepted = try await shop.put(variant, 2)
        #expect(accepted.problems.isEmpty)
        #expect(accepted.total.minor == 4_800)
    }

    @Test func `what was put in during a show that is removed is no longer of it, and costs no more in silence`()
        async throws
    {
        let shop = try await Shop()
        let variant = try await shop.product(price: 2_400).variants[0].id
        try await shop.startOffer(variant, price: 1_500)
        try await shop.put(variant, 1)
        try await shop.forget(Shop.show)
        let cart = try await shop.commerce.carts.cart(of: Identifier("mai"), in: Identifier("US"))
        #expect(cart.problems.map(\.code) == ["offer-is-gone"])
        #expect(cart.lines[0].show == nil)
        _ = try await shop.commerce.carts.set(
            variant, quantity: 1, show: nil, of: Identifier("mai"), in: Identifier("US"))
        let order = try await shop.order()
        #expect(order.show == nil)
        #expect(order.lines[0].unit.minor == 2_400)
    }

    @Test func `whoever has had their units of an offer pays the usual price for more`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(price: 2_400).variants[0].id
        try await shop.startOffer(variant, price: 1_500)
        #expect(try await shop.buy(of: variant).lines[0].unit.minor == 1_500)
        #expect(try await shop.buy(of: variant).lines[0].unit.minor == 2_400)
    }
}

extension Shop {
    @discardableResult
    fileprivate func put(_ variant: VariantID, _ quantity: Int) async throws -> CartView {
        try await commerce.carts.set(
            variant, quantity: quantity, show: Self.show, of: Identifier("mai"), in: Identifier("US"))
    }
}
