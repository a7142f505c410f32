internal import NIOCore

/// Bounds of a room socket.
enum SocketLimits {
    /// A line of 280 characters with its JSON is below 1.5 KiB in any script.
    static let message = 4 * 1_024
    /// What a client has to say “join”.
    static let join: TimeAmount = .seconds(10)
    /// Proxies close what is silent for 60 s (nginx's default); a third of it leaves room for a lost ping.
    static let ping: TimeAmount = .seconds(20)
    /// Pings that may go unanswered before the peer counts as gone.
    static let unansweredPings = 2
    /// Messages of one socket within a second; reactions alone may be ten.
    static let messagesPerSecond = 30
    /// How long a connection may take to send its first request.
    static let handshake: TimeAmount = .seconds(10)
    /// How long a client should wait before it comes back to a server that is leaving.
    static let drainRetry: Duration = .seconds(2)
    /// How long a client may stay after it was told.
    static let drainGrace: TimeAmount = .seconds(1)
    /// A control frame's payload (RFC 6455, section 5.5).
    static let control = 125
}
