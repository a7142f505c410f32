internal import HTTPTypes

/// Why the plane of packets did not do what was asked.
package enum MediaRefusal: Error, Hashable, Sendable {
    /// The offer or fragment is no valid description, or lacks what a session needs.
    case badDescription(detail: String)
    case unknownShow
    /// The show is over: nobody publishes to it or plays it any more.
    case showEnded
    /// No codec of the offer is one that the server forwards, or the one that the host sends now.
    case unsupportedCodec(detail: String)
    case tooManySessions(retryAfter: Duration)
    case unknownSession
    /// `If-Match` names an ICE session that is over.
    case staleTag
    /// A `PATCH` came without `If-Match`.
    case tagNeeded
    case draining
}

extension MediaRefusal {
    var problem: Problem {
        switch self {
        case .badDescription(let detail):
            Problem(
                .badRequest, "bad-session-description", title: "The session description is not good", detail: detail,
                action: "Send a WebRTC offer with BUNDLE and rtcp-mux.")
        case .unknownShow:
            Problem(
                .notFound, "unknown-show", title: "There is no such show", detail: "No show has this id.",
                action: "Check the address.")
        case .showEnded:
            Problem(
                .conflict, "show-ended", title: "The show has ended",
                detail: "It is over, and nothing is sent or played any more.", action: "Look for the next show.")
        case .unsupportedCodec(let detail):
            Problem(
                .unsupportedMediaType, "unsupported-codec", title: "The codecs do not meet", detail: detail,
                action: "Use a player or an encoder that has one of these codecs.")
        case .tooManySessions(let wait):
            Problem(
                .serviceUnavailable, "too-many-sessions", title: "The server is full",
                detail: "It holds as many sessions as it can serve well.", action: "Try again in a moment.",
                retryAfter: wait)
        case .unknownSession:
            Problem(
                .notFound, "unknown-session", title: "There is no such session",
                detail: "It has ended, or never was.", action: "Start a new one.")
        case .staleTag:
            Problem(
                .preconditionFailed, "stale-session", title: "The ICE session is another one",
                detail: "If-Match names one that is over.", action: "Restart ICE with If-Match: *.")
        case .tagNeeded:
            Problem(
                .preconditionRequired, "tag-needed", title: "The ICE session must be named",
                detail: "A PATCH carries If-Match.", action: "Send the ETag of the session, or * to restart ICE.")
        case .draining:
            .draining
        }
    }
}
