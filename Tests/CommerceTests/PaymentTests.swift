@testable import Commerce
import Database
import Domain
import Journal
import Markets
import Testing

/// What becomes of the money.
struct PaymentTests {
    @Test(arguments: [
        (TestScenario.succeed, OrderState.Word.paid, PaymentState.Word.captured),
        (.decline, .awaitingPayment, .failed),
        (.challenge, .awaitingPayment, .requiresAction),
        (.late, .awaitingPayment, .processing),
    ])
    func `each scenario of the test gateway does what its name says`(
        scenario: TestScenario, order: OrderState.Word, payment: PaymentState.Word
    ) async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let view = try await shop.buy(of: variant, scenario: scenario)
        #expect(view.state == order)
        #expect(view.payment.state == payment)
    }

    @Test func `a declined buyer pays again and gets the goods`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let declined = try await shop.buy(of: variant, scenario: .decline)
        #expect(declined.payment.failure == .declined)
        shop.clock.advance(by: .seconds(60))
        let paid = try await shop.payAgain(declined.id)
        #expect(paid.state == .paid)
        #expect(try await shop.available(variant) == 9)
    }

    @Test(arguments: [
        (["123456"], "paid captured"),
        (["000000", "123456"], "paid captured"),
        (["000000", "111111", "222222"], "awaitingPayment failed"),
    ])
    func `a challenge takes the right code and fails after three wrong ones`(
        codes: [String], end: String
    ) async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        var view = try await shop.buy(of: variant, scenario: .challenge)
        for code in codes { view = try await shop.answer(view.id, code) }
        #expect("\(view.state.rawValue) \(view.payment.state.rawValue)" == end)
    }

    @Test func `a late answer survives a restart`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .late)
        try shop.database.close()
        let restarted = try await Shop(folder: shop.folder, clock: shop.clock)
        try await restarted.pass(.seconds(29))
        #expect(try await restarted.seen(order.id).state == .awaitingPayment)
        try await restarted.pass(.seconds(2))
        #expect(try await restarted.seen(order.id).state == .paid)
    }

    @Test func `an unpaid order expires, and its units and its offer come back`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        try await shop.startOffer(variant, units: 1, for: .seconds(300))
        let order = try await shop.buy(of: variant, scenario: .challenge)
        #expect(try await shop.commerce.offers.standing(in: Shop.show, at: shop.clock.now())?.state == .soldOut)
        let before = try await shop.journal.lastPosition()
        _ = try await shop.commerce.orders.cancel(order.id, for: .viewer(order.viewer))
        #expect(try await shop.commerce.offers.standing(in: Shop.show, at: shop.clock.now())?.state == .running)
        #expect(
            try await shop.kinds(after: before)
                == ["stock.changed", "offer.changed", "payment.cancelled", "order.cancelled"])
        let second = try await shop.buy(of: variant, scenario: .decline)
        #expect(second.lines[0].offer != nil, "the buyer's own limit was given back too")
        try await shop.pass(.seconds(15 * 60))
        #expect(try await shop.seen(second.id).state == .expired)
        #expect(try await shop.available(variant) == 10)
        #expect(try await shop.commerce.stock.audit().isEmpty)
    }

    @Test func `money that comes after the expiry takes the units again while they are there`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 1).variants[0].id
        let order = try await shop.buy(of: variant, scenario: .decline)
        try await shop.pass(.seconds(15 * 60))
        #expect(try await shop.seen(order.id).state == .expired)
        try await shop.tell(.captured, of: order)
        #expect(try await shop.seen(order.id).state == .paid)
        #expect(try await shop.commerce.stock.level(variant) == StockLevel(onHand: 0, held: 0))
        #expect(try await shop.commerce.stock.audit().isEmpty)
    }

    @Test func `money that comes when the units are gone is sent back`() async throws {
        let shop = try await Shop(provider: { Deaf(gateway: $0) })
        let variant = try await shop.product(onHand: 1).variants[0].id
        let order = try await shop.buy(of: variant, scenario: .late)
        try await shop.pass(.seconds(15 * 60))
        #expect(try await shop.seen(order.id).state == .expired)
        try await shop.count(variant, onHand: 0)
        try await shop.tell(.captured, of: order)
        let view = try await shop.seen(order.id)
        #expect(view.state == .expired)
        #expect(view.payment.state == .captured)
        try await shop.pass(.seconds(1))
        #expect(try await shop.seen(order.id).payment.state == .refunded)
        #expect(try await shop.commerce.stock.audit().isEmpty)
    }

    @Test func `money for an order that its buyer cancelled is sent back`() async throws {
        let shop = try await Shop(provider: { Deaf(gateway: $0) })
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .late)
        _ = try await shop.commerce.orders.cancel(order.id, for: .viewer(order.viewer))
        try await shop.tell(.captured, of: order)
        try await shop.pass(.seconds(1))
        let view = try await shop.seen(order.id)
        #expect(view.state == .cancelled)
        #expect(view.payment.state == .refunded)
        #expect(try await shop.available(variant) == 10)
    }

    @Test func `a second capture for one order is sent back`() async throws {
        let shop = try await Shop(provider: { Deaf(gateway: $0) })
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .decline)
        let first = try await shop.payment(of: order.id)
        shop.clock.advance(by: .seconds(1))
        _ = try await shop.payAgain(order.id)
        try await shop.commerce.payments.receive(
            PaymentNotice(id: PaymentNoticeID(rawValue: "late"), payment: first, outcome: .captured))
        try await shop.pass(.seconds(1))
        #expect(try await shop.seen(order.id).state == .paid)
        #expect(try await shop.paymentStates(of: order.id) == [.refunded, .captured])
        #expect(try await shop.commerce.stock.level(variant).onHand == 9, "sold once")
    }

    @Test func `a notice that comes again changes nothing and tells nobody`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .challenge)
        let payment = try await shop.payment(of: order.id)
        let notice = PaymentNotice(id: PaymentNoticeID(rawValue: "n1"), payment: payment, outcome: .captured)
        try await shop.commerce.payments.receive(notice)
        let position = try await shop.journal.lastPosition()
        for _ in 0..<3 { try await shop.commerce.payments.receive(notice) }
        for (index, stale) in [PaymentOutcome.processing, .failed(.declined), .cancelled, .captured].enumerated() {
            try await shop.commerce.payments.receive(
                PaymentNotice(id: PaymentNoticeID(rawValue: "stale\(index)"), payment: payment, outcome: stale))
        }
        #expect(try await shop.journal.lastPosition() == position)
        #expect(try await shop.seen(order.id).state == .paid)
    }

    @Test func `a notice about a payment that is not ours is passed over`() async throws {
        let shop = try await Shop()
        try await shop.commerce.payments.receive(
            PaymentNotice(id: PaymentNoticeID(rawValue: "x"), payment: Identifier("none"), outcome: .captured))
        #expect(try await shop.journal.lastPosition() == 0)
    }

    @Test func `a payment under way must be waited for`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .late)
        await #expect(throws: CommerceError.paymentIsOpen) { try await shop.payAgain(order.id) }
    }

    @Test func `paying anew prolongs the hold up to a limit`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .decline)
        for _ in 0..<(3 * 24 * 6) {
            try await shop.pass(.seconds(10 * 60))
            guard try await shop.seen(order.id).state == .awaitingPayment else { break }
            _ = try await shop.payAgain(order.id, scenario: .challenge)
        }
        try await shop.pass(.seconds(1))
        let view = try await shop.seen(order.id)
        #expect(view.state == .expired)
        #expect(view.holdUntil == view.placedAt + .seconds(3 * 24 * 60 * 60))
        #expect(try await shop.available(variant) == 10)
    }

    @Test func `an offer's units are kept for methods that pay on the spot, and not for long`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let market = MarketID("JP")
        try await shop.startOffer(variant, for: .seconds(300))
        await #expect(throws: CommerceError.methodTooSlow(PaymentMethodID(rawValue: "voucher"))) {
            try await shop.buy(of: variant, method: "voucher", in: market)
        }
        let order = try await shop.order(scenario: .decline, in: market)
        await #expect(throws: CommerceError.methodTooSlow(PaymentMethodID(rawValue: "voucher"))) {
            try await shop.payAgain(order.id, scenario: .challenge, method: "voucher")
        }
        try await shop.pass(.seconds(10 * 60))
        _ = try await shop.payAgain(order.id, scenario: .decline)
        try await shop.pass(.seconds(10 * 60))
        #expect(try await shop.payAgain(order.id, scenario: .decline).holdUntil == order.placedAt + .seconds(30 * 60))
    }

    @Test func `a buyer has five unpaid orders, then none more until one is paid`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        var last: OrderView?
        for _ in 0..<5 { last = try await shop.buy(of: variant, scenario: .decline) }
        await #expect(throws: CommerceError.tooManyUnpaid(limit: 5)) { try await shop.buy(of: variant) }
        try await shop.buy(of: variant, as: "kenji", scenario: .decline)
        _ = try await shop.payAgain(#require(last).id)
        try await shop.order()
    }

    @Test func `a payment that is dropped for another is dropped at the provider too`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .challenge)
        let dropped = try await shop.payment(of: order.id)
        _ = try await shop.payAgain(order.id)
        let charge = try await shop.database.read { try TestChargeTable(connection: $0).charge(dropped) }
        #expect(charge.state == .cancelled)
    }

    @Test func `an answer that was lost on its way counts when it is sent again, and once`() async throws {
        let shop = try await Shop(provider: { Stutter(gateway: $0) })
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .challenge)
        for code in ["000000", "123456"] {
            await #expect(throws: OutOfReach.self) { try await shop.answer(order.id, code) }
            let told = try await shop.answer(order.id, code)
            guard code == "000000" else { continue }
            #expect(told.payment.action?.triesLeft == 2)
            #expect(try await shop.answer(order.id, code).payment.action?.triesLeft == 2)
        }
        #expect(try await shop.seen(order.id).state == .paid)
        #expect(try await shop.answer(order.id, "123456").state == .paid)
    }

    @Test func `a code for one payment is not told to the payment that took its place`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: .challenge)
        #expect(try await shop.answer(order.id, "000000").payment.action?.triesLeft == 2)
        shop.clock.advance(by: .seconds(1))
        let again = try await shop.payAgain(order.id, scenario: .challenge)
        #expect(again.payment.action?.triesLeft == 3)
        #expect(try await shop.answer(order.id, "000000").payment.action?.triesLeft == 3)
    }

    @Test func `a method that takes days keeps the units for days`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        let market = MarketID("JP")
        let order = try await shop.buy(of: variant, scenario: .decline, in: market)
        _ = try await shop.payAgain(order.id, scenario: .challenge, method: "voucher")
        try await shop.pass(.seconds(60 * 60))
        #expect(try await shop.seen(order.id).state == .awaitingPayment)
        try await shop.pass(.seconds(3 * 24 * 60 * 60))
        #expect(try await shop.seen(order.id).state == .expired)
    }
}

extension Shop {
    fileprivate func tell(_ outcome: PaymentOutcome, of order: OrderView) async throws {
        try await commerce.payments.receive(
            PaymentNotice(
                id: PaymentNoticeID(rawValue: "told-\(outcome)"), payment: payment(of: order.id), outcome: outcome))
    }

    fileprivate func payAgain(
        _ order: OrderID, scenario: TestScenario = .succeed, method: String = "card"
    ) async throws -> OrderView {
        try await commerce.payments.payAgain(
            order, by: PaymentMethodID(rawValue: method), instruction: PaymentInstruction(rawValue: scenario.rawValue),
            for: .seller, key: .fresh())
    }

    fileprivate func answer(_ order: OrderID, _ code: String) async throws -> OrderView {
        try await commerce.payments.answer(
            order, code: code, for: .seller, key: .named("answer-\(code)"))
    }

    fileprivate func payment(of order: OrderID) async throws -> PaymentID {
        try await journal.read { connection in
            try #require(try PaymentTable(connection: connection).current(of: order)).id
        }
    }

    fileprivate func paymentStates(of order: OrderID) async throws -> [PaymentState.Word] {
        try await journal.read { try PaymentTable(connection: $0).payments(of: order).map(\.state.word) }
    }
}
