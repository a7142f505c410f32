/// Why a session is over.
package enum SessionEnd: Sendable, Hashable {
    /// `DELETE`, or the product plane's word.
    case requested
    /// The peer's close_notify.
    case closedByPeer
    /// Neither an authenticated check nor authentic media for 30 s (RFC 7675), or no first check for 15 s.
    case consentExpired
    case handshakeFailed(String)
    /// Another session of the same host took its place.
    case replaced
    /// It never came to anything, and a newer one needed its place.
    case gaveWay
    case showEnded
    /// Its owner may not take part any more.
    case removed
    case draining

    /// One word for logs and metrics.
    package var label: String {
        switch self {
        case .requested: "requested"
        case .closedByPeer: "closed_by_peer"
        case .consentExpired: "consent_expired"
        case .handshakeFailed: "handshake_failed"
        case .replaced: "replaced"
        case .gaveWay: "gave_way"
        case .showEnded: "show_ended"
        case .removed: "removed"
        case .draining: "draining"
        }
    }
}
