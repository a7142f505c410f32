internal import Domain
internal import Rooms

/// Who asks, as far as a token tells.
struct Caller: Sendable, Hashable {
    /// Where the token came from: only a cookie is sent by browsers unasked.
    enum Source: Sendable {
        case cookie
        case bearer
    }

    let claims: TokenClaims
    let source: Source

    var viewer: ViewerID { ViewerID(claims.subject) }
    var role: Role { claims.role }

    /// The role this caller has in a show: what the token says where it is good, a viewer elsewhere.
    func role(in show: ShowID) -> Role {
        claims.scope.covers(show) ? claims.role : .viewer
    }
}

extension Show {
    /// Lets a caller watch, or says why not.
    ///
    /// A restricted show takes a token made for it: the session that every visitor has is good for the open ones.
    func admit(_ caller: Caller?) throws(Problem) {
        guard access == .restricted else { return }
        guard let caller else { throw .signInNeeded }
        guard caller.role(in: id) > .viewer || caller.claims.scope == .only(id) else {
            throw .forbidden(needs: .viewer)
        }
    }
}
