import Commerce
import Database
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Journal
import Markets
import NIOCore
import NIOPosix
import Rooms

@testable import API

/// A whole server with a store of its own, one show on air and one product.
final class House: Sendable {
    static let show = ShowID("demo")

    let folder: URL
    let clock: SystemClock = SystemClock()
    let database: SQLiteDatabase
    let services: APIServices
    let media = FakeMedia()
    let signer = TokenSigner(key: TokenSigner.newKey())
    let codes: EntryCodes
    let product: Product

    /// Opens what is in `folder` when one is given: that is what a restart does.
    init(folder given: URL? = nil) async throws {
        let folder = given ?? FileManager.default.temporaryDirectory.appendingPathComponent("api-\(UUID().uuidString)")
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appendingPathComponent("tradewind.sqlite").path)
        try await database.migrate(
            Journal.migrations + Commerce.migrations + RoomHub.migrations + AccountTables.migrations, clock: clock)
        let journal = Journal(database: database, clock: clock)
        let identifiers = IdentifierGenerator(clock: clock)
        let markets = try MarketDirectory.bundled()
        let dollar = markets.fallback.currency
        let commerce = Commerce(
            journal: journal, clock: clock, identifiers: identifiers, markets: markets, shopCurrency: dollar,
            provider: TestGateway(database: database, clock: clock))
        let shows = Shows(database: database, journal: journal, clock: clock, forget: Commerce.forget)
        let board = LiveBoard()
        let bodies = ShowBodies(shows: shows, commerce: commerce, clock: clock, board: board)
        let audiences = RoomAudiences(group: MultiThreadedEventLoopGroup.singleton, metrics: EdgeMetrics())
        let hub = RoomHub(
            dependencies: RoomDependencies(
                database: database, journal: journal, identifiers: identifiers, clock: clock, snapshots: bodies),
            audiences: audiences)
        board.hang(hub)
        services = APIServices(
            database: database, journal: journal, clock: clock, identifiers: identifiers, markets: markets,
            commerce: commerce, shows: shows, hub: hub, bodies: bodies, audiences: audiences, media: media,
            signer: signer, metrics: MetricsRegistry())
        codes = EntryCodes(database: database, clock: clock)
        if let handle = Handle(rawValue: "paper-lantern"), let known = try await commerce.catalogue.product(handle) {
            product = known
        } else {
            var variant = VariantDraft(price: VariantPrice(price: Money(minor: 1_999, currency: dollar)))
            variant.onHand = 10
            var draft = ProductDraft(title: "Paper lantern", variants: [variant])
            draft.state = .active
            product = try await commerce.catalogue.create(draft)
            let english = markets.fallback.languages[0]
            _ = try await shows.create(ShowDraft(id: Self.show, title: "Demo", host: "Loom", language: english))
            _ = try await shows.step(Self.show, to: .live)
            try await commerce.catalogue.setShelf(of: Self.show, to: [product.id])
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func token(
        _ role: Role, scope: ShowScope = .all, subject: String = "tester", issued: Duration = .zero,
        life: Duration = .seconds(3_600)
    ) -> String {
        let issuedAt = clock.now() + issued
        return signer.sign(
            TokenClaims(
                subject: subject, role: role, scope: scope, name: nil, issuedAt: issuedAt, expiresAt: issuedAt + life,
                id: TokenSigner.newTokenID()))
    }

    func bearer(_ role: Role, scope: ShowScope = .all) -> HTTPFields {
        [.authorization: "Bearer \(token(role, scope: scope))"]
    }

    func server(_ change: (inout APIConfiguration) -> Void = { _ in }) throws -> APIServer {
        var configuration = APIConfiguration()
        configuration.picturesFolder = folder.appendingPathComponent("pictures").path
        // Tests ask more than people do.
        configuration.rateScale = 1_000
        change(&configuration)
        return try APIServer(configuration: configuration, services: services)
    }

    /// Runs the server on a free port for the time of a test.
    @discardableResult
    func serve<Value: Sendable>(
        _ change: (inout APIConfiguration) -> Void = { _ in },
        _ test: @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        try await server(change).application.test(.live, test)
    }
}

extension TestClientProtocol {
    /// Sends JSON, or nothing, and gives the answer.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], json: String? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await execute(
            uri: path, method: method, headers: headers, body: json.map { ByteBuffer(string: $0) })
    }
}

extension TestResponse {
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body.readableBytesView))) as? [String: Any] ?? [:]
    }

    /// The code of a problem document; nil when it is none.
    var problem: String? {
        headers[.contentType] == "application/problem+json" ? object["code"] as? String : nil
    }

    /// The session cookie, as a client sends it back.
    var cookie: String? {
        headers[.setCookie].flatMap { $0.split(separator: ";").first.map(String.init) }
    }
}
