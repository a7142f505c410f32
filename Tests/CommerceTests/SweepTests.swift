@testable import Commerce
import Database
import Domain
import Journal
import Synchronization
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

    @Test func `a sweep with nothing to do reads no table whole, and keeps nobody from writing`() async throws {
        let shop = try await Shop()
        let planned = PlannedDatabase(database: shop.database)
        let sweeper = shop.commerce(on: planned).sweeper
        #expect(await sweeper.sweep(SweepStep.allCases.filter { $0 != .forgetAttempts }).isEmpty)
        #expect(planned.writes == 0)
        #expect(await sweeper.sweep().isEmpty)
        #expect(planned.detours == [])
    }

    @Test(.timeLimit(.minutes(1))) func `a row that stays bad is told once, and not in every sweep`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 50).variants[0].id
        let bad = try await shop.buy(of: variant, scenario: .challenge)
        try await shop.spoil([bad.id])
        shop.clock.advance(by: .seconds(15 * 60))
        let clock = CountingClock(clock: shop.clock)
        let commerce = shop.commerce
        let sweeper = CommerceSweeper(
            orders: commerce.orders, offers: commerce.offers, payments: commerce.payments,
            checkout: commerce.checkout, clock: clock)
        let told = Mutex<[SweepStep]>([])
        let running = Task {
            try await sweeper.run(every: .milliseconds(1)) { failure in told.withLock { $0.append(failure.step) } }
        }
        // Each step of a sweep asks for the time once.
        while clock.readings < 5 * SweepStep.allCases.count { try await Task.sleep(for: .milliseconds(1)) }
        running.cancel()
        _ = await running.result
        #expect(told.withLock { $0 } == [.expireOrders])
    }

    @Test func `what fails anew is news, and what fails again is none`() {
        struct Failure: Error {
            let word: String
        }
        var news = SweepNews()
        let first = SweepFailure(step: .refund, cause: Failure(word: "a"))
        let second = SweepFailure(step: .refund, cause: Failure(word: "b"))
        let steps: [SweepStep] = [.refund, .endOffers]
        #expect(news.take([first], of: steps).count == 1)
        #expect(news.take([first], of: steps).isEmpty)
        #expect(news.take([first, second], of: steps).count == 1)
        #expect(news.take([first, first, second], of: steps).count == 1, "a second row fails like the first")
        #expect(news.take([], of: [.endOffers]).isEmpty)
        #expect(news.take([first], of: steps).isEmpty, "the step was not taken in between")
        #expect(news.take([], of: steps).isEmpty)
        #expect(news.take([first], of: steps).count == 1)
    }

    @Test func `a task that is cancelled begins with nothing more`() async {
        let begun = Mutex(0)
        let errors = await Task {
            await [1, 2, 3].attemptEach { _ in
                begun.withLock { $0 += 1 }
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }.value
        #expect(errors.isEmpty)
        #expect(begun.withLock { $0 } == 1)
    }
}

/// A clock that knows how often it was looked at.
private final class CountingClock: WallClock {
    private let clock: any WallClock
    private let count = Mutex(0)

    init(clock: any WallClock) {
        self.clock = clock
    }

    var readings: Int { count.withLock { $0 } }

    func now() -> Timestamp {
        count.withLock { $0 += 1 }
        return clock.now()
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
