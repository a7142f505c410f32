/// Why the server could not be talked into something.
public enum SignallingError: Error, Hashable, Sendable {
    /// The server said no.
    case refused(Refusal)
    /// No answer came; the text is the network's.
    case unreachable(String)
    /// What came is no answer of WHIP or WHEP; the text says what is missing.
    case notAnAnswer(String)
}

extension SignallingError: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .unreachable(let reason): "The server cannot be reached: \(reason)"
        case .notAnAnswer(let reason): "The server's answer is not one of WHIP or WHEP: \(reason)"
        }
    }

    /// Whether the server itself answered, and not a proxy in the place of one that is gone.
    var isFromServer: Bool {
        switch self {
        case .refused(let refusal): refusal.status < 500
        case .unreachable: false
        case .notAnAnswer: true
        }
    }

    /// Whether asking again as before can only fail again.
    var isPermanent: Bool {
        switch self {
        case .refused(let refusal): refusal.isPermanent
        case .unreachable: false
        case .notAnAnswer: true
        }
    }
}
