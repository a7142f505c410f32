/// Bounds of a room socket.
enum SocketLimits {
    /// A line of 280 characters with its JSON is below 1.5 KiB in any script.
    static let message = 4 * 1_024
    /// Pings that may go unanswered before the peer counts as gone.
    static let unansweredPings = 2
    /// Messages of one socket within a second; reactions alone may be ten.
    static let messagesPerSecond = 30
    /// Frames of one socket within a second: messages in pieces, pings and pongs; a client of ours sends one each.
    static let framesPerSecond = 90
    /// How long a client should wait before it comes back to a server that is leaving.
    static let drainRetry: Duration = .seconds(2)
    /// How long a client should wait whose address has no seat left.
    static let seatRetry: Duration = .seconds(10)
    /// A control frame's payload (RFC 6455, section 5.5).
    static let control = 125
}
