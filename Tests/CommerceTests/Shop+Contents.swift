import Commerce
import Database
import Domain
import Journal

extension Shop {
    /// How many rows each table of the shop has, and the sums that an order moves.
    func contents() async throws -> [String: Int64] {
        try await journal.read { connection in
            var contents: [String: Int64] = [:]
            for table in [
                "orders", "order_lines", "payments", "stock_entries", "stock_holds", "idempotency_keys",
                "journal_events", "carts", "cart_lines", "offer_buyers",
            ] {
                contents[table] = try connection.query("SELECT COUNT(*) AS n FROM \(table)", [])[0].integer("n")
            }
            contents["held"] = try connection.query("SELECT SUM(held) AS n FROM stock_balances", [])[0].integer("n")
            contents["last number"] = try connection.query("SELECT last FROM order_numbers", [])[0].integer("last")
            contents["open carts"] = try connection.query(
                "SELECT COUNT(*) AS n FROM carts WHERE state = 'open'", [])[0].integer("n")
            return contents
        }
    }

    /// The same without carts, which may be filled although no order came of them.
    func orderContents() async throws -> [String: Int64] {
        try await contents().filter { !$0.key.contains("cart") }
    }

    /// A checkout whose transactions run on another database port, with a provider that succeeds.
    func checkout(on database: any Database) -> Checkout {
        commerce(on: database, provider: TestGateway(database: self.database, clock: clock)).checkout
    }

    /// The same shop, all of it or all but the provider on another database port.
    func commerce(on database: any Database, provider: (any PaymentProvider)? = nil) -> Commerce {
        Commerce(
            journal: Journal(database: database, clock: clock), clock: clock,
            identifiers: IdentifierGenerator(clock: clock), markets: markets, shopCurrency: Self.dollar,
            provider: provider ?? TestGateway(database: database, clock: clock))
    }
}
