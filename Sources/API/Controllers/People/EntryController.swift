internal import Domain
internal import Hummingbird
internal import Rooms

/// `/enter/{code}`: trades a one-time link for a session.
struct EntryController: RouteSource {
    let codes: EntryCodes
    let sessions: Sessions
    let pages: SiteFiles

    var routes: [Route] {
        [Route(.get, "/enter/{code}", .anybody, limit: .secret, "Trades a one-time link for a session", handler: enter)]
    }

    private func enter(_ exchange: Exchange) async throws -> Response {
        guard let grant = try await codes.redeem(exchange.parameters.get("code") ?? "") else {
            return pages.page("enter", status: .gone, for: exchange)
        }
        let subject = grant.member?.rawValue ?? sessions.identifiers.next(ViewerID.self).rawValue
        let granted = sessions.grant(subject: subject, role: grant.role, scope: grant.scope, name: nil)
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
