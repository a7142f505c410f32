public import Foundation

/// A session as the server made it.
public struct SignalledSession: Hashable, Sendable {
    /// Where the session can be changed and ended.
    public var resource: URL
    /// Names the ICE generation; goes back in `If-Match`.
    public var entityTag: String?
    /// The session description that answers.
    public var answer: String

    /// What the server named and answered.
    public init(resource: URL, entityTag: String?, answer: String) {
        self.resource = resource
        self.entityTag = entityTag
        self.answer = answer
    }
}

/// What a server says to an ICE restart.
public struct SignalledRestart: Hashable, Sendable {
    /// The server's new credentials (`application/trickle-ice-sdpfrag`).
    public var fragment: String
    /// Names the new ICE generation.
    public var entityTag: String?

    /// What the server said.
    public init(fragment: String, entityTag: String?) {
        self.fragment = fragment
        self.entityTag = entityTag
    }
}
