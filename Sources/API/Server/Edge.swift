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
    private let stages: StageRelay

    init(configuration: APIConfiguration, services: APIServices) throws {
        self.services = services
        revocations = Revocations(database: services.database, clock: services.clock)
        let stages = StageRelay(media: services.media, hub: services.hub)
        self.stages = stages
        let streams = StreamStates(shows: services.shows, media: services.media, stages: stages)
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
            try Self.people(services, sessions, admission, revocations)
                + Self.shows(services, sessions, revocations, streams)
                + Self.shop(services, sessions, configuration)
                + Self.media(services, sessions, configuration, streams, drain)
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
        let (journal, stages, happened) = (services.journal, stages, happened)
        let streams = StreamStates(shows: services.shows, media: media, stages: stages)
        return [
            Companion { try await happened.follow(journal) },
            Companion { try await hub.run() },
            Companion { await stages.run() },
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
        _ services: APIServices, _ sessions: Sessions, _ revocations: Revocations, _ streams: StreamStates
    ) -> [any RouteSource] {
        [
            ShowController(shows: services.shows, bodies: services.bodies, sessions: sessions, streams: streams),
            ChatController(hub: services.hub),
            VoteController(hub: services.hub),
            StageController(
                shows: services.shows, hub: services.hub,
                calls: Calls(database: services.database, journal: services.journal), bodies: services.bodies,
                sessions: sessions),
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

    private static func media(
        _ services: APIServices, _ sessions: Sessions, _ configuration: APIConfiguration, _ streams: StreamStates,
        _ drain: DrainState
    ) -> [any RouteSource] {
        func exchange(_ kind: String) -> MediaExchange {
            MediaExchange(kind: kind, media: services.media, iceServers: configuration.iceServers)
        }
        return [
            WHIPController(
                exchange: exchange("whip"), shows: services.shows, hub: services.hub, streams: streams, drain: drain),
            WHEPController(
                exchange: exchange("whep"), shows: services.shows, hub: services.hub, stages: streams.stages,
                sessions: sessions, drain: drain),
        ]
    }
}

extension RouteTable: RouteSource {}
