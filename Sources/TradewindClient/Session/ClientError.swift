internal import PacketIO

/// Why a client cannot publish or play.
public enum ClientError: Error, Hashable, Sendable {
    /// The server refused, or could not be asked.
    case signalling(SignallingError)
    /// The server answered with something that does not fit the offer; the text says what.
    case unusableAnswer(String)
    /// The operating system refused a call.
    case system(call: String, errno: Int32)
    /// OpenSSL refused; the text is its own.
    case cryptography(String)
    /// The loop was stopped before.
    case stopped
}

extension ClientError: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        switch self {
        case .signalling(let error): "\(error)"
        case .unusableAnswer(let reason): "The server's answer cannot be used: \(reason)"
        case .system(let call, let code): "\(call) failed with errno \(code)."
        case .cryptography(let reason): "OpenSSL refused: \(reason)."
        case .stopped: "The loop was stopped. Make a new one."
        }
    }

    /// Whether asking again as before can only fail again.
    var isPermanent: Bool {
        switch self {
        case .signalling(let error): error.isPermanent
        case .unusableAnswer, .stopped: true
        case .system, .cryptography: false
        }
    }
}

extension ClientError {
    init(_ error: SystemError) {
        self = .system(call: error.call, errno: error.code)
    }
}
