internal import Glibc
package import ICE

/// Why the media server cannot do what it was asked for.
package enum MediaServerError: Error, Equatable {
    case socket(call: String, errno: Int32)
    case portTaken(TransportAddress, errno: Int32)
    case cryptography(String)
    /// The offer is no session description, or cannot be answered; the text is fit for the client.
    case badOffer(String)
    case unsupportedCodec(String)
    case tooManySessions(limit: Int)
    case unknownSession
    /// The entity tag in `If-Match` names an earlier ICE generation.
    case staleTag
    case badFragment(String)
    case draining
}

extension MediaServerError: CustomStringConvertible {
    /// What was wrong; for what an operator meets at the start, also what to do.
    package var description: String {
        switch self {
        case .socket(let call, let code): "The system refused \(call): \(String(cString: strerror(code)))."
        case .portTaken(let address, let code): Self.port(address, code)
        case .cryptography(let detail): "Keys or certificate of the media plane could not be made: \(detail)."
        case .badOffer(let detail), .unsupportedCodec(let detail), .badFragment(let detail): detail
        case .tooManySessions(let limit): "All \(limit) sessions are taken."
        case .unknownSession: "There is no such session."
        case .staleTag: "The session has been restarted since."
        case .draining: "The server is stopping."
        }
    }

    private static func port(_ address: TransportAddress, _ code: Int32) -> String {
        let port = "Port \(address) (\(address.transport == .tcp ? "TCP" : "UDP"), pictures and sound)"
        let another = "Choose another with --media, or MEDIA=… make run."
        return switch code {
        case EADDRINUSE: "\(port) is in use by another program. \(another)"
        case EACCES: "\(port) may not be taken by this user: ports below 1024 need root. \(another)"
        case EADDRNOTAVAIL: "\(port) is at no address of this machine. Give --media one, or 0.0.0.0 for all."
        default: "\(port) cannot be taken: \(String(cString: strerror(code))). \(another)"
        }
    }
}
