import Commerce
import Database
import Domain
import Journal
import Markets

/// A whole shop on a database file of its own.
struct Shop: Sendable {
    let folder: TestFolder
    let database: SQLiteDatabase
    let clock: ManualClock
    let journal: Journal
    let commerce: Commerce
    let markets: MarketDirectory

    static let dollar = Currency.known("USD")
    static let show: ShowID = Identifier("demo")

    init(provider: ((TestGateway) -> any PaymentProvider)? = nil, options: SQLiteOptions = SQLiteOptions()) async throws
    {
        try await self.init(folder: TestFolder(), clock: ManualClock(), provider: provider, options: options)
    }

    /// Opens the shop of a folder, which may have been open before.
    init(
        folder: TestFolder, clock: ManualClock, provider: ((TestGateway) -> any PaymentProvider)? = nil,
        options: SQLiteOptions = SQLiteOptions()
    ) async throws {
        self.folder = folder
        self.clock = clock
        database = try SQLiteDatabase(path: folder.path("shop.sqlite"), options: options)
        try await database.migrate(Journal.migrations + Commerce.migrations, clock: clock)
        journal = Journal(database: database, clock: clock)
        markets = try MarketDirectory.bundled()
        let gateway = TestGateway(database: database, clock: clock)
        commerce = Commerce(
            journal: journal, clock: clock, identifiers: IdentifierGenerator(clock: clock), markets: markets,
            shopCurrency: Self.dollar, provider: provider?(gateway) ?? gateway)
    }

    /// A product with one variant.
    func product(
        _ title: String = "Paper lantern", price: Int64 = 2_400, onHand: Int = 10
    ) async throws -> Product {
        var variant = VariantDraft(price: VariantPrice(price: Money(minor: price, currency: Self.dollar)))
        variant.onHand = onHand
        var draft = ProductDraft(title: title, variants: [variant])
        draft.state = .active
        return try await commerce.catalogue.create(draft)
    }

    /// Puts units into a viewer's cart and orders it.
    @discardableResult
    func buy(
        _ quantity: Int = 1, of variant: VariantID, as viewer: String = "mai", scenario: TestScenario = .succeed,
        method: String = "card", in market: MarketID = Identifier("US"), key: String? = nil
    ) async throws -> OrderView {
        _ = try await commerce.carts.set(
            variant, quantity: quantity, show: Self.show, of: Identifier(viewer), in: market)
        return try await order(as: viewer, scenario: scenario, method: method, in: market, key: key)
    }

    /// Orders what is in a viewer's cart.
    @discardableResult
    func order(
        as viewer: String = "mai", scenario: TestScenario = .succeed, method: String = "card",
        in market: MarketID = Identifier("US"), key: String? = nil
    ) async throws -> OrderView {
        try await commerce.checkout.placeOrder(
            Self.request(scenario: scenario, method: method, in: market), of: Identifier(viewer), in: market,
            key: key.map { .named($0) } ?? .fresh())
    }

    static func request(
        scenario: TestScenario = .succeed, method: String = "card", in market: MarketID = Identifier("US")
    ) -> CheckoutRequest {
        CheckoutRequest(
            address: address(in: market), delivery: DeliveryOptionID(rawValue: "standard"),
            method: PaymentMethodID(rawValue: method), scenario: PaymentInstruction(rawValue: scenario.rawValue))
    }

    static func address(in market: MarketID) -> Address {
        let postcodes = [
            "US": "10001", "DE": "10115", "ID": "10110", "SA": "11564", "JP": "100-0001", "BR": "01310-100",
        ]
        return Address(
            name: "Mai Tran", line1: "1 Lantern Street", city: "Harbour", region: "North",
            postcode: postcodes[market.rawValue], country: market.rawValue, email: "mai@example.com")
    }

    func kinds(after position: Int64 = 0) async throws -> [String] {
        try await journal.events(after: position).map(\.kind.rawValue)
    }

    func available(_ variant: VariantID) async throws -> Int {
        try await commerce.stock.level(variant).available
    }
}
