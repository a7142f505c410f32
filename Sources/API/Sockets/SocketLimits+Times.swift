internal import NIOCore

extension SocketLimits {
    /// What a client has to say “join”.
    static let join: TimeAmount = .seconds(10)
    /// Proxies close what is silent for 60 s (nginx's default); a third of it leaves room for a lost ping.
    static let ping: TimeAmount = .seconds(20)
    /// How long a connection may take to send its first request.
    static let handshake: TimeAmount = .seconds(10)
    /// How long a client may stay after it was told.
    static let drainGrace: TimeAmount = .seconds(1)
}
