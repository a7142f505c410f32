/// How a published stream stands.
public enum StreamState: Hashable, Sendable {
    case connecting
    /// Keys are agreed on: what is sent now reaches the server.
    case live
    /// The next attempt begins after the pause.
    case lost(StreamLoss, retryIn: Duration)
    /// The server ended the stream for good: the show is over, or another host took its place.
    case dismissed
    case closed
}

/// Why a published stream is off the air for now.
public enum StreamLoss: Hashable, Sendable {
    /// No session could be opened.
    case refused(ClientError)
    /// The session is over.
    case ended(SessionEnding)
}
