internal import Commerce
internal import Logging
internal import Rooms
internal import ServiceLifecycle

/// The parts of the HTTP edge, put together.
struct Edge: Sendable {
    let routes: RouteTable
    let gate: Gate
    let admission: SocketAdmission
    let drain = DrainState()
    private let services: APIServices
    let revocations: Revocations
    private let happened = JournalMetrics()

    init(configuration: APIConfiguration, services: APIServices) throws {
        self.services = services
        revocations = Revocations(database: services.database, clock: services.clock)
        let authenticator = Authenticator(
            signer: services.signer, revocations: revocations, clock: services.clock)
        let limiter = RateLimiter(clock: services.clock, scale: configuration.rateScale)
        let origins = OriginRule(allowed: configuration.allowedOrigins)
        let addresses = ClientAddress(trustedProxies: configuration.trustedProxies)
        gate = Gate(
            authenticator: authenticator, limiter: limiter, addresses: addresses, metrics: services.audiences.metrics,
            isSecure: configuration.usesHTTPS)
        let sessions = Sessions(
            signer: services.signer, visitors: Visitors(database: services.database, clock: services.clock),
            markets: services.markets, identifiers: services.identifiers, clock: services.clock,
            secureCookies: configuration.usesHTTPS)
        admission = SocketAdmission(
            authenticator: authenticator, sessions: sessions, shows: services.shows, hub: services.hub,
            addresses: addresses, origins: origins, limiter: limiter,
            seats: SocketSeats(most: configuration.socketsPerNetwork), drain: drain)
        let described = RouteTable(
            try Self.people(services, sessions, admission, revocations) + Self.shows(services, sessions, revocations)
                + Self.shop(services, sessions, configuration) + Self.media(services, sessions, configuration, drain)
                + [
                    SocketController(admission: admission),
                    OperationsController(
                        database: services.database, media: services.media, drain: drain, metrics: services.metrics,
                        isProxied: configuration.isProxied),
                ])
        routes = RouteTable([described, OpenAPIController(described: described.routes)])
        let edgeMetrics = services.audiences.metrics
        services.metrics.add { [happened] in edgeMetrics.families + happened.families }
    }

    /// What runs beside the server; the first is the last to end.
    func companions(logger: Logger) -> [any Service] {
        let (hub, media) = (services.hub, services.media)
        let (journal, streams, happened) = (services.journal, Self.streams(services), happened)
        return [
            Companion { try await happened.follow(journal) },
            Companion { try await hub.run() },
            Companion { await MediaRelay(media: media, hub: hub, streams: streams, logger: logger).run() },
            Companion { await HealthBeat(media: media, hub: hub).run() },
        ]
    }

    private static func people(
        _ services: APIServices, _ sessions: Sessions, _ admission: SocketAdmission, _ revocations: Revocations
    ) throws -> [any RouteSource] {
        let team = Team(
            database: services.database, clock: services.clock, identifiers: services.identifiers,
            revocations: revocations)
        let codes = EntryCodes(database: services.database, clock: services.clock)
        let files = try SiteFiles.bundled()
        return [
            SessionController(
                sessions: sessions, team: team, revocations: revocations, orders: services.commerce.orders,
                limiter: admission.limiter),
            TeamController(team: team, codes: codes, media: services.media),
            EntryController(
                codes: codes, sessions: sessions, revocations: revocations, origins: admission.origins, pages: files),
            MarketController(markets: services.markets),
            PageController(files: files),
        ]
    }

    private static func shows(
        _ services: APIServices, _ sessions: Sessions, _ revocations: Revocations
    ) -> [any RouteSource] {
        [
            ShowController(
                shows: services.shows, bodies: services.bodies, sessions: sessions, streams: streams(services)),
            ChatController(hub: services.hub),
            VoteController(hub: services.hub),
            OfferController(shows: services.shows, offers: services.commerce.offers, sessions: sessions),
            StudioController(
                shows: services.shows, hub: services.hub, media: services.media, sessions: sessions,
                revocations: revocations),
            JournalController(journal: services.journal),
        ]
    }

    private static func shop(
        _ services: APIServices, _ sessions: Sessions, _ configuration: APIConfiguration
    ) throws -> [any RouteSource] {
        let commerce = services.commerce
        return [
            ProductController(
                catalogue: commerce.catalogue, stock: commerce.stock, shows: services.shows, sessions: sessions),
            CatalogueExchangeController(exchange: commerce.exchange),
            PictureController(
                store: try PictureStore(folder: configuration.picturesFolder), catalogue: commerce.catalogue),
            CartController(carts: commerce.carts, shows: services.shows, sessions: sessions),
            OrderController(
                checkout: commerce.checkout, orders: commerce.orders, payments: commerce.payments, sessions: sessions),
        ]
    }

    private static func streams(_ services: APIServices) -> StreamStates {
        StreamStates(shows: services.shows, media: services.media)
    }

    private static func media(
        _ services: APIServices, _ sessions: Sessions, _ configuration: APIConfiguration, _ drain: DrainState
    ) -> [any RouteSource] {
        func exchange(_ kind: String) -> MediaExchange {
            MediaExchange(kind: kind, media: services.media, iceServers: configuration.iceServers)
        }
        return [
            WHIPController(
                exchange: exchange("whip"), shows: services.shows, streams: streams(services), drain: drain),
            WHEPController(exchange: exchange("whep"), shows: services.shows, sessions: sessions, drain: drain),
        ]
    }
}

extension RouteTable: RouteSource {}
