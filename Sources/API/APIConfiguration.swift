/// How the HTTP edge is set up; plain data, read from wherever by the composition root.
package struct APIConfiguration: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    /// Certificate chain and key in PEM files: with both, the server speaks HTTPS itself.
    package var certificates: Certificates?
    /// Whether people reach the server over HTTPS, by itself or by a proxy: cookies are then marked secure.
    package var isBehindHTTPS = false
    /// Origins of other sites whose pages may open room sockets, such as `https://shop.example`.
    package var allowedOrigins: Set<String> = []
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    package var trustedProxies: Set<String> = []
    /// Servers for ICE that clients are told of in `Link` headers.
    package var iceServers: [IceServer] = []
    /// Widens all rate limits alike; for machines that test themselves.
    package var rateScale = 1.0
    /// Room sockets that one network address may have open: behind one there may be a whole carrier.
    package var socketsPerNetwork = 2_000
    /// The folder with pictures.
    package var picturesFolder = "data/pictures"

    package struct Certificates: Sendable {
        package var chain: String
        package var key: String

        package init(chain: String, key: String) {
            self.chain = chain
            self.key = key
        }
    }

    package init() {}

    /// Whether a proxy stands in front, as far as the settings tell.
    var isProxied: Bool { isBehindHTTPS || !trustedProxies.isEmpty }
    var usesHTTPS: Bool { isBehindHTTPS || certificates != nil }
}
