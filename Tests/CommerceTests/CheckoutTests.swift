@testable import Commerce
import Domain
import Journal
import Markets
import Testing

/// From a cart to an order.
struct CheckoutTests {
    @Test func `an order is what the cart was, at the prices of the market`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(price: 2_400).variants[0].id
        let cart = try await shop.commerce.carts.set(
            variant, quantity: 3, show: Shop.show, of: Identifier("mai"), in: Identifier("ID"))
        #expect(cart.lines.map(\.unit.minor) == [38_100_000], "24 dollars at 15,890 in whole thousands of rupiah")
        let order = try await shop.order(method: "wallet", in: Identifier("ID"))
        #expect(order.number.rawValue == "TW-100001")
        #expect(order.state == .paid)
        #expect(order.lines.map(\.total.minor) == [114_300_000])
        #expect(order.total.minor == 116_800_000)
        #expect(order.total.currency.code == "IDR")
        #expect(try await shop.commerce.carts.cart(of: Identifier("mai"), in: Identifier("ID")).lines.isEmpty)
    }

    @Test func `an order writes its events with its facts, in the order in which things happened`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        try await shop.startOffer(variant)
        let position = try await shop.journal.lastPosition()
        try await shop.buy(of: variant)
        let events = try await shop.journal.events(after: position)
        #expect(
            events.map(\.kind.rawValue) == [
                "offer.changed", "order.placed", "payment.created", "stock.changed", "order.paid", "payment.captured",
            ])
        #expect(try events[1].decode(OrderPlaced.self).initial == "M")
        #expect(try events[3].decode(StockChanged.self).available == 9)
        let offer = try events[0].decode(OfferChanged.self)
        #expect(offer.offer.left == 4)
        #expect(offer.prices["US"]?.price.minor == 1_500)
        #expect(offer.prices["JP"]?.before == Money(minor: 3_630, currency: .known("JPY")))
    }

    @Test func `the same key with the same request gives the same order`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let first = try await shop.buy(of: variant, key: "once")
        let position = try await shop.journal.lastPosition()
        let second = try await shop.order(key: "once")
        #expect(first == second)
        #expect(try await shop.journal.lastPosition() == position)
        await #expect(throws: CommerceError.idempotencyKeyReused) {
            try await shop.order(scenario: .decline, key: "once")
        }
        try await shop.buy(of: variant, as: "kenji", key: "once")
        #expect(try await shop.available(variant) == 8, "another caller's key is another key")
    }

    @Test func `all that is short is told at once`() async throws {
        let shop = try await Shop()
        let variants = [
            try await shop.product("Lantern", onHand: 1).variants[0].id,
            try await shop.product("Shawl", onHand: 2).variants[0].id,
        ]
        for variant in variants {
            _ = try await shop.commerce.carts.set(
                variant, quantity: 3, show: nil, of: Identifier("mai"), in: Identifier("US"))
        }
        let shortages = [
            Shortage(variant: variants[0], title: "Lantern", wanted: 3, available: 1),
            Shortage(variant: variants[1], title: "Shawl", wanted: 3, available: 2),
        ]
        await #expect(throws: CommerceError.outOfStock(shortages)) { try await shop.order() }
    }

    @Test func `a key is free again after a day`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let first = try await shop.buy(of: variant, key: "once")
        try await shop.pass(.seconds(24 * 60 * 60 + 1))
        let second = try await shop.buy(of: variant, key: "once")
        #expect(first.id != second.id)
    }

    @Test func `a refused order may be tried again with its key`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 0).variants[0].id
        await #expect(throws: CommerceError.self) { try await shop.buy(of: variant, key: "k") }
        try await shop.count(variant, onHand: 1)
        #expect(try await shop.order(key: "k").number.rawValue == "TW-100001", "the refusal took no number")
    }

    @Test(arguments: [
        (["name": ""], AddressField.name), (["line1": " "], .line1), (["city": ""], .city), (["region": ""], .region),
        (["postcode": ""], .postcode), (["postcode": "1000"], .postcode), (["postcode": "١٠٠٠١"], .postcode),
        (["country": "DE"], .country), (["country": "XX"], .country), (["email": "mai"], .email),
        (["email": "mai@x"], .email), (["email": "m ai@x.org"], .email),
        (["name": String(repeating: "x", count: 101)], .name), (["phone": String(repeating: "1", count: 33)], .phone),
    ])
    func `an address that a parcel cannot reach is refused by its field`(
        change: [String: String], field: AddressField
    ) {
        var address = Shop.address(in: Identifier("US"))
        if let name = change["name"] { address.name = name }
        if let line1 = change["line1"] { address.line1 = line1 }
        if let city = change["city"] { address.city = city }
        if let region = change["region"] { address.region = region }
        if let postcode = change["postcode"] { address.postcode = postcode }
        if let country = change["country"] { address.country = country }
        if let email = change["email"] { address.email = email }
        if let phone = change["phone"] { address.phone = phone }
        #expect(address.tidied.problems(deliveringTo: CountryCode("US")!).map(\.field) == [field])
    }

    @Test func `every market takes an address of its own country`() async throws {
        let shop = try await Shop()
        for market in shop.markets.all {
            #expect(Shop.address(in: market.id).problems(deliveringTo: market.country).isEmpty, "\(market.id)")
        }
    }

    @Test func `what the market does not offer is refused`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        await #expect(throws: CommerceError.unknownPaymentMethod(PaymentMethodID(rawValue: "qr"), Identifier("US"))) {
            try await shop.buy(of: variant, method: "qr")
        }
        var request = Shop.request()
        request.delivery = DeliveryOptionID(rawValue: "drone")
        await #expect(throws: CommerceError.unknownDelivery(request.delivery, Identifier("US"))) {
            try await shop.place(request)
        }
        await #expect(throws: CommerceError.unknownMarket(Identifier("XX"))) {
            try await shop.commerce.carts.cart(of: Identifier("mai"), in: Identifier("XX"))
        }
        await #expect(throws: CommerceError.emptyCart) { try await shop.order(as: "nobody") }
    }

    @Test func `every payment method of every playbook can be taken`() async throws {
        let known = Set(PaymentMethod.all.map(\.id))
        for market in try MarketDirectory.bundled().all {
            #expect(market.payments.allSatisfy(known.contains), "\(market.id)")
        }
    }

    @Test func `a total that is no longer what the buyer saw is not ordered`() async throws {
        let shop = try await Shop()
        let product = try await shop.product(price: 1_000)
        _ = try await shop.commerce.carts.set(
            product.variants[0].id, quantity: 1, show: nil, of: Identifier("mai"), in: Identifier("US"))
        var draft = ProductDraft(product)
        draft.variants[0].price.price = Money(minor: 1_100, currency: Shop.dollar)
        _ = try await shop.commerce.catalogue.update(product.id, to: draft)
        var request = Shop.request()
        let seen = Money(minor: 1_499, currency: Shop.dollar)
        request.expectedTotal = seen
        await #expect(throws: CommerceError.priceChanged(from: seen, to: Money(minor: 1_599, currency: Shop.dollar))) {
            try await shop.place(request)
        }
        request.expectedTotal = Money(minor: 1_599, currency: Shop.dollar)
        #expect(try await shop.place(request).state == .paid)
    }

    @Test func `an order opens for its buyer, its key and the seller, and for nobody else`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy(of: shop.product().variants[0].id)
        let orders = shop.commerce.orders
        let key = try #require(order.key)
        #expect(try await orders.order(order.id, for: .key(key)).number == order.number)
        #expect(try await orders.order(order.id, for: .seller).key == nil)
        for stranger in [OrderAccess.viewer(Identifier("kenji")), .key(.random())] {
            await #expect(throws: CommerceError.unknownOrder) { try await orders.order(order.id, for: stranger) }
        }
        let history = try await orders.historyKey(of: order.viewer)
        #expect(try await orders.historyKey(of: order.viewer) == history)
        #expect(try await orders.history(key: history).map(\.id) == [order.id])
        let forged = HistoryKey(lookup: history.lookup, proof: .random())
        #expect(try await orders.history(key: forged).isEmpty)
        #expect(HistoryKey(rawValue: history.rawValue) == history)
    }

    @Test func `a paid order cannot be cancelled`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy(of: shop.product().variants[0].id)
        await #expect(throws: CommerceError.orderIsClosed(.paid)) {
            try await shop.commerce.orders.cancel(order.id, for: .viewer(order.viewer))
        }
    }

    @Test func `an address is bounded in bytes too`() throws {
        let long = "a" + String(repeating: "\u{200D}", count: 200)
        let address = Address(
            name: long, line1: "1 Main St", city: "Springfield", region: "IL", postcode: "62701", country: "US",
            email: "ann@example.com")
        let country = try #require(CountryCode("US"))
        #expect(address.problems(deliveringTo: country) == [.tooLong(.name, limit: 100)])
    }
}

extension Shop {
    fileprivate func place(_ request: CheckoutRequest) async throws -> OrderView {
        try await commerce.checkout.placeOrder(
            request, of: Identifier("mai"), in: Identifier("US"),
            key: .fresh())
    }
}
