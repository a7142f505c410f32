internal import API
internal import Commerce
internal import Database
internal import Domain
internal import ICE
internal import Journal
internal import Logging
internal import Markets
internal import MediaServer
internal import NIOPosix
internal import Rooms
internal import ServiceLifecycle
internal import UnixSignals

/// Everything, wired: the composition root.
struct Server {
    private let configuration: ServerConfiguration
    private let isDemo: Bool
    private let clock = SystemClock()

    init(_ configuration: ServerConfiguration, isDemo: Bool) {
        self.configuration = configuration
        self.isDemo = isDemo
    }

    /// Runs until SIGTERM or SIGINT; then drains and ends.
    func run() async throws {
        let folder = DataFolder(configuration.data)
        let signer = TokenSigner(key: try TokenKeyFile.load(at: folder.tokenKey))
        let database = try SQLiteDatabase(path: folder.database)
        let journal = Journal(database: database, clock: clock)
        try await database.migrate(
            Journal.migrations + RoomHub.migrations + Commerce.migrations + AccountTables.migrations, clock: clock)

        let identifiers = IdentifierGenerator(clock: clock)
        let markets = try MarketDirectory.bundled()
        let commerce = Commerce(
            journal: journal, clock: clock, identifiers: identifiers, markets: markets,
            shopCurrency: try shopCurrency(), provider: TestGateway(database: database, clock: clock))
        let shows = Shows(database: database, journal: journal, clock: clock, forget: Commerce.forget)
        let media = try mediaServer()
        let plane = MediaPlaneAdapter(server: media, clock: clock)
        let services = rooms(
            RoomParts(
                database: database, journal: journal, identifiers: identifiers, markets: markets, commerce: commerce,
                shows: shows, media: plane, signer: signer))
        MediaMetrics(server: media).register(with: services.metrics)
        if isDemo {
            try await DemoInstaller(
                commerce: commerce, shows: shows, pictures: try PictureStore(folder: folder.pictures),
                journal: journal, clock: clock
            ).install()
        }

        let links = EntryLinks(
            configuration: configuration, codes: EntryCodes(database: database, clock: clock), isDemo: isDemo)
        let camera = CameraMan(media: media, clock: clock)
        var components: [any Service] = [
            Component { await media.run() },
            Component { await plane.run() },
            Component { try await commerce.sweeper.run(report: Self.report) },
            try APIServer(configuration: edge(folder), services: services) { await links.print(port: $0) },
        ]
        if isDemo { components.append(Component { try await camera.run() }) }
        try await run(components)
        await media.shutDown()
        try database.close()
    }

    /// How long a server that leaves waits for requests under way.
    ///
    /// A request that is there is answered within a second or two; what takes longer waits for its client.
    private static let patience: Duration = .seconds(10)

    private func run(_ components: [any Service]) async throws {
        var group = ServiceGroupConfiguration(
            services: components, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "tradewind"))
        group.maximumGracefulShutdownDuration = Self.patience
        do {
            try await ServiceGroup(configuration: group).run()
        } catch is CancellationError {
            // The patience was over, and who held on was cut off. A transaction is whole or not there.
        }
    }

    /// What the room side is made of.
    private struct RoomParts {
        let database: SQLiteDatabase
        let journal: Journal
        let identifiers: IdentifierGenerator
        let markets: MarketDirectory
        let commerce: Commerce
        let shows: Shows
        let media: MediaPlaneAdapter
        let signer: TokenSigner
    }

    private func rooms(_ parts: RoomParts) -> APIServices {
        let board = LiveBoard()
        let bodies = ShowBodies(shows: parts.shows, commerce: parts.commerce, clock: clock, board: board)
        let audiences = RoomAudiences(group: MultiThreadedEventLoopGroup.singleton, metrics: EdgeMetrics())
        let hub = RoomHub(
            dependencies: RoomDependencies(
                database: parts.database, journal: parts.journal, identifiers: parts.identifiers, clock: clock,
                snapshots: bodies),
            audiences: audiences)
        board.hang(hub)
        return APIServices(
            database: parts.database, journal: parts.journal, clock: clock, identifiers: parts.identifiers,
            markets: parts.markets, commerce: parts.commerce, shows: parts.shows, hub: hub, bodies: bodies,
            audiences: audiences, media: parts.media, signer: parts.signer, metrics: MetricsRegistry())
    }

    private func edge(_ folder: DataFolder) -> APIConfiguration {
        var edge = APIConfiguration()
        edge.host = configuration.http.host
        edge.port = configuration.http.port
        if configuration.usesTLS {
            edge.certificates = APIConfiguration.Certificates(
                chain: configuration.certificateFile, key: configuration.keyFile)
        }
        edge.isBehindHTTPS = configuration.publicURL.hasPrefix("https://")
        edge.allowedOrigins = Set(configuration.origins)
        edge.trustedProxies = Set(configuration.proxies)
        edge.iceServers = configuration.iceServers
        edge.picturesFolder = folder.pictures
        edge.rateScale = configuration.rateScale
        edge.socketsPerNetwork = configuration.widened(edge.socketsPerNetwork)
        return edge
    }

    private func mediaServer() throws -> MediaServer {
        guard let address = configuration.media.transportAddress else {
            throw ConfigurationError.notAddress(setting: "--media", value: configuration.media.host)
        }
        let announced = try configuration.announce.map { host in
            guard let address = HostPort(host: host, port: 0).transportAddress else {
                throw ConfigurationError.notAddress(setting: "--announce", value: host)
            }
            return address
        }
        let (workers, port) = (configuration.workers, configuration.media.port)
        guard (1...ServerConfiguration.mostWorkers).contains(workers), port == 0 || port + workers <= 65_536 else {
            throw ConfigurationError.badWorkers(workers, firstPort: port)
        }
        guard !configuration.hasPagesOnMediaPort else { throw ConfigurationError.samePort(configuration.http) }
        var media = MediaServerConfiguration(
            address: address, announced: announced, workers: workers, sessions: configuration.sessions)
        media.sessionsPerNetwork = configuration.widened(media.sessionsPerNetwork)
        return try MediaServer(media)
    }

    private func shopCurrency() throws -> Currency {
        guard let currency = Currency(configuration.shopCurrency) else {
            throw ConfigurationError.unknownCurrency(configuration.shopCurrency)
        }
        return currency
    }

    private static func report(_ failure: SweepFailure) {
        Logger(label: "tradewind.commerce").error(
            "A step of the sweep failed; it is tried again",
            metadata: ["step": "\(failure.step.rawValue)", "error": "\(failure.cause)"])
    }
}
