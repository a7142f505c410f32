internal import API
internal import Configuration

extension ServerConfiguration {
    /// Reads the environment: each key as `TRADEWIND_` and its words in capitals, such as `TRADEWIND_PUBLIC_URL`.
    ///
    /// What the command line says counts more; what nobody says keeps its default.
    init(reading config: ConfigReader) throws(ConfigurationError) {
        data = config.string(forKey: "data", default: data)
        http = try Self.hostPort("http", config) ?? http
        media = try Self.hostPort("media", config) ?? media
        publicURL = config.string(forKey: "public.url", default: publicURL)
        announce = Self.list("announce", config)
        certificateFile = config.string(forKey: "tls.certificate", default: certificateFile)
        keyFile = config.string(forKey: "tls.key", default: keyFile)
        workers = config.int(forKey: "workers", default: workers)
        sessions = config.int(forKey: "sessions", default: sessions)
        proxies = Self.list("proxies", config)
        origins = Self.list("origins", config)
        iceServers = try Self.list("ice.servers", config).map { text throws(ConfigurationError) in
            guard let server = IceServer(text) else { throw .notIceServer }
            return server
        }
        shopCurrency = config.string(forKey: "shop.currency", default: shopCurrency)
        logLevel = config.string(forKey: "log.level", default: logLevel)
        rateScale = config.double(forKey: "rate.scale", default: rateScale)
    }

    private static func hostPort(_ key: String, _ config: ConfigReader) throws(ConfigurationError) -> HostPort? {
        guard let text = config.string(forKey: ConfigKey(key)) else { return nil }
        guard let value = HostPort(text) else { throw .notHostPort(key: key, value: text) }
        return value
    }

    /// Words between commas.
    private static func list(_ key: String, _ config: ConfigReader) -> [String] {
        config.string(forKey: ConfigKey(key), default: "").split(separator: ",").map {
            String($0.drop { $0 == " " })
        }
    }
}

/// What was written where a setting should stand; the text says what to write.
enum ConfigurationError: Error, CustomStringConvertible {
    case notHostPort(key: String, value: String)
    case notAddress(setting: String, value: String)
    case notIceServer
    case halfTLS
    case unknownCurrency(String)
    case badWorkers(Int, firstPort: Int)
    case samePort(HostPort)

    var description: String {
        switch self {
        case .notHostPort(let key, let value):
            "\(key): “\(value)” is not HOST:PORT. Write it like 0.0.0.0:8080."
        case .notAddress(let setting, let value):
            "\(setting): “\(value)” is not an IP address. Write it like 203.0.113.7 or 2001:db8::7, without a name."
        case .notIceServer:
            // Not quoted: it may hold a password.
            "ICE servers: one of them is neither stun:HOST nor turn:HOST;USERNAME;PASSWORD. Put commas between them."
        case .halfTLS:
            "HTTPS needs both a certificate and a key file; one is missing. Give --tls-certificate and --tls-key."
        case .unknownCurrency(let code):
            "shop currency: “\(code)” is not in ISO 4217. Write three letters, like USD."
        case .badWorkers(let count, let port):
            "workers: \(count) do not fit. Give 1–\(ServerConfiguration.mostWorkers), and a --media port below "
                + "\(65_537 - max(1, count)) (it is \(port)): each takes the next."
        case .samePort(let address):
            "--http \(address) is a port of --media, which takes TCP as well as UDP. Give one of them another port."
        }
    }
}
