/// Why a message of a client was not taken.
package enum Refusal: Error, Hashable, Sendable {
    case tooFast(retryAfter: Duration)
    case muted(retryAfter: Duration)
    case banned
    case empty
    case tooLong(limit: Int)
    case linksNotAllowed
    case notJoined
    case showEnded
    case unknownVote
    case voteClosed
    case unknownAnswer
    case malformed(String)
    case unavailable

    /// Stable; what programs test.
    package var code: String {
        switch self {
        case .tooFast: "too-fast"
        case .muted: "muted"
        case .banned: "banned"
        case .empty: "empty"
        case .tooLong: "too-long"
        case .linksNotAllowed: "links-not-allowed"
        case .notJoined: "not-joined"
        case .showEnded: "show-ended"
        case .unknownVote: "unknown-vote"
        case .voteClosed: "vote-closed"
        case .unknownAnswer: "unknown-answer"
        case .malformed: "malformed"
        case .unavailable: "unavailable"
        }
    }

    /// What was wrong, and what to do.
    package var detail: String {
        switch self {
        case .tooFast: "Too many messages at once; wait a moment."
        case .muted: "The host has muted you for a while."
        case .banned: "A moderator has taken you out of this show."
        case .empty: "There is nothing legible in this line."
        case .tooLong(let limit): "A line holds \(limit) characters."
        case .linksNotAllowed: "Links are not allowed in this show."
        case .notJoined: "Send “join” first."
        case .showEnded: "The show is over."
        case .unknownVote: "There is no such vote in this show."
        case .voteClosed: "The vote is closed."
        case .unknownAnswer: "The vote has no such answer."
        case .malformed(let why): why
        case .unavailable: "The server could not store this; try again."
        }
    }

    package var retryAfter: Duration? {
        switch self {
        case .tooFast(let wait), .muted(let wait): wait
        case .unavailable: .seconds(2)
        default: nil
        }
    }
}
