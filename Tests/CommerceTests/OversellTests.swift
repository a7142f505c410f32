@testable import Commerce
import Domain
import Markets
import Testing

/// Nothing is sold twice, however many want it at once.
struct OversellTests {
    @Test func `fifty buyers of ten units place ten orders and get forty polite refusals`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 10).variants[0].id
        let outcomes = await outcomes(of: 50) { try await shop.buy(of: variant, as: "buyer\($0)") }
        #expect(outcomes.filter { $0 == "paid" }.count == 10)
        #expect(outcomes.filter { $0 == "out-of-stock" }.count == 40)
        let level = try await shop.commerce.stock.level(variant)
        #expect(level == StockLevel(onHand: 0, held: 0))
        let numbers = try await shop.commerce.orders.all(limit: 100).map(\.number.value)
        #expect(numbers == Array((100_001...100_010).reversed()), "numbers have no gap")
        #expect(try await shop.commerce.stock.audit().isEmpty)
    }

    @Test func `fifty buyers of an offer of ten units get ten at its price, and nobody pays more by surprise`()
        async throws
    {
        let shop = try await Shop()
        let variant = try await shop.product(price: 2_400, onHand: 100).variants[0].id
        let offer = try await shop.startOffer(variant, price: 1_500, units: 10)
        for buyer in 0..<50 {
            _ = try await shop.commerce.carts.set(
                variant, quantity: 1, show: Shop.show, of: Identifier("buyer\(buyer)"), in: Identifier("US"))
        }
        let outcomes = await outcomes(of: 50) { try await shop.order(as: "buyer\($0)") }
        #expect(outcomes.filter { $0 == "paid" }.count == 10)
        #expect(outcomes.filter { $0 == "offer-is-gone" }.count == 40)
        for order in try await shop.commerce.orders.all(limit: 100) {
            #expect(order.lines.map(\.unit.minor) == [1_500])
            #expect(order.lines.map(\.offer) == [offer.id])
        }
        let standing = try #require(try await shop.commerce.offers.standing(in: Shop.show, at: shop.clock.now()))
        #expect(standing.state == .soldOut)
        #expect(try await shop.available(variant) == 90)
    }

    @Test func `two lines that draw on one variant are added up before the stock is asked`() async throws {
        let requests = [
            StockRequest(variant: Identifier("b"), quantity: 2, title: "B"),
            StockRequest(variant: Identifier("a"), quantity: 1, title: "A"),
            StockRequest(variant: Identifier("b"), quantity: 3, title: "B"),
        ]
        #expect(StockRequest.summed(requests).map(\.quantity) == [1, 5])
    }

    /// Runs buyers at once; `paid`, another state, or the code of the refusal for each.
    private func outcomes(
        of buyers: Int, _ body: @escaping @Sendable (Int) async throws -> OrderView
    ) async -> [String] {
        await withTaskGroup(of: String.self) { group in
            for buyer in 0..<buyers {
                group.addTask {
                    do {
                        return try await body(buyer).state.rawValue
                    } catch let error as CommerceError {
                        return error.code
                    } catch {
                        return "\(error)"
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}
