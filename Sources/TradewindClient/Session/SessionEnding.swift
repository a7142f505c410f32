/// Why a media session is over.
public enum SessionEnding: Hashable, Sendable {
    /// We ended it.
    case closed
    /// The server said goodbye: the show ended, or another session took this one's place.
    case closedByServer
    /// None of the server's addresses ever answered.
    case unreachable
    /// The server stopped answering.
    case silent
    /// No keys could be agreed on; the text says why.
    case handshakeFailed(String)
}

extension SessionEnding: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        switch self {
        case .closed: "The session was closed."
        case .closedByServer: "The server closed the session."
        case .unreachable: "None of the server's media addresses answers. Check that its UDP ports are open."
        case .silent: "The server stopped answering."
        case .handshakeFailed(let reason): "The DTLS handshake failed: \(reason)."
        }
    }
}
