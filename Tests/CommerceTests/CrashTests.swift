@testable import Commerce
import Database
import Domain
import Journal
import Markets
import Synchronization
import Testing

/// A process that dies between two steps leaves something that the sweep mends.
struct CrashTests {
    @Test(arguments: TestScenario.allCases, Cliff.Edge.allCases)
    func `a process killed while ordering leaves one order that comes to its right end`(
        scenario: TestScenario, edge: Cliff.Edge
    ) async throws {
        let shop = try await Shop(provider: { Cliff(gateway: $0, edge: edge) })
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant, scenario: scenario)
        #expect(order.payment.state == .created, "the process died before it knew the provider's answer")
        try shop.database.close()

        let restarted = try await Shop(folder: shop.folder, clock: shop.clock)
        try await restarted.pass(.seconds(11))
        try await restarted.pass(.seconds(31))
        let mended = try await restarted.seen(order.id)
        let expected: (OrderState.Word, PaymentState.Word) =
            switch scenario {
            case .succeed, .late: (.paid, .captured)
            case .decline: (.awaitingPayment, .failed)
            case .challenge: (.awaitingPayment, .requiresAction)
            }
        #expect((mended.state, mended.payment.state) == expected)
        #expect(try await restarted.commerce.orders.all().count == 1)
        try await restarted.pass(.seconds(15 * 60))
        #expect(try await restarted.seen(order.id).state == (expected.0 == .paid ? .paid : .expired))
        #expect(try await restarted.available(variant) == (expected.0 == .paid ? 9 : 10))
        #expect(try await restarted.commerce.stock.audit().isEmpty)
    }

    @Test func `a provider that never answers is asked five times, then the buyer may choose another way`() async throws
    {
        let shop = try await Shop(provider: { Cliff(gateway: $0, edge: .beforeStart) })
        let variant = try await shop.product().variants[0].id
        let order = try await shop.buy(of: variant)
        for _ in 0..<14 { try await shop.pass(.seconds(60)) }
        let view = try await shop.seen(order.id)
        #expect(view.payment.state == .failed)
        #expect(view.payment.failure == .unreachable)
    }

    @Test func `a transaction that fails at any of its statements leaves nothing behind`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product().variants[0].id
        _ = try await shop.commerce.carts.set(
            variant, quantity: 2, show: Shop.show, of: Identifier("mai"), in: Identifier("US"))
        let before = try await shop.contents()
        var failures = 0
        for statement in 1... {
            let brittle = BrittleDatabase(database: shop.database, failingAt: statement)
            let checkout = shop.checkout(on: brittle)
            do {
                _ = try await checkout.placeOrder(
                    Shop.request(), of: Identifier("mai"), in: Identifier("US"), key: .named("k"))
                break
            } catch is BrittleDatabase.Broken {
                failures += 1
                #expect(try await shop.contents() == before, "statement \(statement)")
            }
        }
        #expect(failures > 10, "the transaction has many statements, and each was broken once")
        #expect(try await shop.commerce.orders.all().map(\.number.value) == [100_001])
        #expect(try await shop.commerce.stock.audit().isEmpty)
    }

    @Test func `a full disk refuses the order and loses nothing`() async throws {
        let folder = try TestFolder()
        let clock = try ManualClock()
        let roomy = try await Shop(folder: folder, clock: clock)
        let variant = try await roomy.product(onHand: 1_000).variants[0].id
        _ = try await roomy.commerce.carts.set(
            variant, quantity: 1, show: Shop.show, of: Identifier("mai"), in: Identifier("US"))
        let pages = try await roomy.database.read { try $0.query("PRAGMA page_count", [])[0].count("page_count") }
        try roomy.database.close()

        var options = SQLiteOptions()
        options.maximumPages = pages
        let full = try await Shop(folder: folder, clock: clock, options: options)
        var orders = 0
        var refusal: DatabaseError?
        while refusal == nil {
            let before = try await full.orderContents()
            do {
                _ = try await full.buy(of: variant, as: "buyer\(orders)")
                orders += 1
                try #require(orders < 1_000, "the disk never filled")
            } catch let error as DatabaseError {
                refusal = error
                #expect(try await full.orderContents() == before)
            }
        }
        #expect(refusal == .diskFull)
        #expect(try await full.commerce.stock.audit().isEmpty)
        try full.database.close()
        let larger = try await Shop(folder: folder, clock: clock)
        #expect(try await larger.order().state == .paid, "with room again, the same cart is ordered")
    }
}

/// A provider from whose edge the process falls: nothing it says is ever heard.
struct Cliff: PaymentProvider {
    enum Edge: CaseIterable, Sendable {
        /// The provider never hears of the payment.
        case beforeStart
        /// The provider did it, and its answer is lost.
        case afterStart
    }

    let gateway: TestGateway
    let edge: Edge

    var id: PaymentProviderID { gateway.id }

    func start(_ request: PaymentRequest) async throws -> PaymentNotice {
        if edge == .afterStart { _ = try await gateway.start(request) }
        throw OutOfReach()
    }
    func answer(_ payment: PaymentID, code: String, key: IdempotencyKey) async throws -> PaymentNotice {
        throw OutOfReach()
    }
    func cancel(_ payment: PaymentID) async throws -> PaymentNotice { throw OutOfReach() }
    func refund(_ payment: PaymentID) async throws -> PaymentNotice { throw OutOfReach() }
    func dueNotices() async throws -> [PaymentNotice] { [] }
    func acknowledge(_ notice: PaymentNotice) async throws {}
}
