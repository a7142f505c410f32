internal import Domain
internal import Hummingbird
internal import Rooms

/// `/enter/{code}`: trades a one-time link for a session.
///
/// Opening the link only shows a button: previews of mail and chat programs open links too, and would use it up.
struct EntryController: RouteSource {
    let codes: EntryCodes
    let sessions: Sessions
    let revocations: Revocations
    let origins: OriginRule
    let pages: SiteFiles

    var routes: [Route] {
        [
            Route(.get, "/enter/{code}", .anybody, limit: .secret, "The door of a one-time link", handler: knock),
            Route(
                .post, "/enter/{code}", .code, limit: .secret, "Trades a one-time link for a session", handler: enter),
        ]
    }

    private func knock(_ exchange: Exchange) async throws -> Response {
        guard try await codes.isGood(exchange.parameters.get("code") ?? "") else {
            return pages.page("enter", status: .gone, for: exchange)
        }
        return pages.page("door", for: exchange)
    }

    private func enter(_ exchange: Exchange) async throws -> Response {
        // A page of another site must not sign somebody in as somebody else.
        guard origins.allows(origin: exchange.headers[.origin], host: exchange.request.head.authority) else {
            throw Problem.foreignOrigin
        }
        let asked = sessions.clock.now()
        guard let grant = try await codes.redeem(exchange.parameters.get("code") ?? ""),
            let issued = grant.member.map({ revocations.issue(to: $0, asked: asked) }) ?? asked
        else {
            return pages.page("enter", status: .gone, for: exchange)
        }
        let subject = grant.member?.rawValue ?? sessions.identifiers.next(ViewerID.self).rawValue
        let granted = sessions.grant(subject: subject, role: grant.role, scope: grant.scope, issued: issued)
        return Reply.redirect(to: Self.door(for: grant), cookie: granted.cookie)
    }

    /// Where somebody with this grant wants to go.
    private static func door(for grant: EntryCodes.Grant) -> String {
        switch (grant.role, grant.scope) {
        case (.viewer, .only(let show)): "/live/\(show)"
        case (.viewer, .all): "/"
        case (_, .only(let show)): "/studio/\(show)"
        case (_, .all): "/console"
        }
    }
}
