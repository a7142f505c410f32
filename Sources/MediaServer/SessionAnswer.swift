package import SFU

/// What a client gets for its offer.
package struct SessionAnswer: Sendable {
    package var session: SessionID
    /// The session description that answers.
    package var description: String
    /// Names the ICE generation; goes out in quotation marks as `ETag`.
    package var entityTag: String
}

/// What a client gets for a `PATCH`.
package enum PatchAnswer: Sendable, Equatable {
    /// Candidates were noted: a server with one known address needs none.
    case noted
    /// ICE begins anew with these credentials.
    case restarted(fragment: String, entityTag: String)
}
