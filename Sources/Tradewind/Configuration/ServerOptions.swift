internal import ArgumentParser
internal import Configuration

/// The flags that `serve`, `token` and `doctor` share.
struct ServerOptions: ParsableArguments {
    private static let defaults = ServerConfiguration()

    @Option(help: "Folder with database, keys and pictures (default: \(Self.defaults.data)).")
    var data: String?

    @Option(help: "Where pages and the application interface listen, HOST:PORT (default: \(Self.defaults.http)).")
    var http: String?

    @Option(
        help: """
            Where media packets arrive (UDP and TCP), HOST:PORT; each further worker takes the next port (default: \
            \(Self.defaults.media)).
            """)
    var media: String?

    @Option(name: .customLong("public-url"), help: "How people reach the pages, such as https://live.example.")
    var publicURL: String?

    @Option(help: "Address that session descriptions name instead of this machine's own; may be repeated.")
    var announce: [String] = []

    @Option(
        name: .customLong("tls-certificate"), help: "Certificate chain (PEM): with --tls-key the server speaks HTTPS.")
    var certificateFile: String?

    @Option(name: .customLong("tls-key"), help: "Private key (PEM) of the certificate.")
    var keyFile: String?

    @Option(help: "Media threads, each with a port of its own (default: \(Self.defaults.workers)).")
    var workers: Int?

    /// The environment, then these flags over it.
    func configuration() throws -> ServerConfiguration {
        let reader = ConfigReader(provider: EnvironmentVariablesProvider()).scoped(to: "tradewind")
        var configuration = try ServerConfiguration(reading: reader)
        if let data { configuration.data = data }
        if let http { configuration.http = try Self.hostPort("--http", http) }
        if let media { configuration.media = try Self.hostPort("--media", media) }
        if let publicURL { configuration.publicURL = publicURL }
        if !announce.isEmpty { configuration.announce = announce }
        if let certificateFile { configuration.certificateFile = certificateFile }
        if let keyFile { configuration.keyFile = keyFile }
        if let workers { configuration.workers = workers }
        guard configuration.certificateFile.isEmpty == configuration.keyFile.isEmpty else {
            throw ConfigurationError.halfTLS
        }
        return configuration
    }

    private static func hostPort(_ flag: String, _ text: String) throws -> HostPort {
        guard let value = HostPort(text) else { throw ConfigurationError.notHostPort(key: flag, value: text) }
        return value
    }
}
