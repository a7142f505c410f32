internal import API
internal import Foundation
internal import ICE

/// Everything `tradewind serve` can be told; plain data with defaults.
struct ServerConfiguration: Sendable {
    /// The folder with database, keys and pictures.
    var data = "data"
    var http = HostPort(host: "127.0.0.1", port: 8080)
    /// Where packets arrive.
    var media = HostPort(host: "0.0.0.0", port: 7882)
    /// How people reach the pages; links that are printed begin with it.
    ///
    /// Empty: made of ``http``.
    var publicURL = ""
    /// Addresses that session descriptions name instead of this machine's own (behind NAT, in a container).
    var announce: [String] = []
    /// PEM files: with both, the server speaks HTTPS itself.
    var certificateFile = ""
    var keyFile = ""
    /// Media threads; the other half of the cores is for pages, rooms and the database.
    var workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount / 2, 16))
    var sessions = 10_000
    /// Proxies whose `X-Forwarded-For` is believed.
    var proxies: [String] = []
    /// Other sites whose pages may open room sockets.
    var origins: [String] = []
    /// Servers for ICE that clients are told of.
    var iceServers: [IceServer] = []
    /// What the seller writes prices in.
    var shopCurrency = "USD"
    var logLevel = "info"
    /// Widens all rate limits alike: for machines that test themselves.
    var rateScale = 1.0

    /// No machine gains from more threads.
    static let mostWorkers = 256

    /// What one network address may have, on a machine that tests itself.
    func widened(_ limit: Int) -> Int { Int(Double(limit) * min(max(1, rateScale), 1_000_000)) }

    var usesTLS: Bool { !certificateFile.isEmpty }

    /// Whether nothing says that people elsewhere reach the server.
    var isForThisMachine: Bool { http.isLoopback && publicURL.isEmpty && proxies.isEmpty && announce.isEmpty }

    /// Where the pages are, for links that are printed.
    var origin: String {
        guard publicURL.isEmpty else { return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL }
        let name = http.isEverywhere ? "127.0.0.1" : http.host
        let host = name.contains(":") ? "[\(name)]" : name
        return "\(usesTLS ? "https" : "http")://\(host):\(http.port)"
    }

    /// Whether pages and media want the same TCP port of the same address.
    var hasPagesOnMediaPort: Bool {
        guard media.port > 0, (media.port..<(media.port + workers)).contains(http.port) else { return false }
        return http.host == media.host || http.isEverywhere || media.isEverywhere
    }
}

/// A host and a port as the command line takes them: `0.0.0.0:8080`.
struct HostPort: Sendable, Equatable, CustomStringConvertible {
    var host: String
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, an IPv6 host in brackets.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether it stands for all addresses of the machine.
    var isEverywhere: Bool { host == "0.0.0.0" || host == "::" }

    /// Whether only this machine reaches it.
    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// As the media plane wants it; nil for a name.
    var transportAddress: TransportAddress? {
        TransportAddress(host: host == "localhost" ? "127.0.0.1" : host, port: UInt16(port))
    }
}
