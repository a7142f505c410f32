internal import Commerce
internal import Domain
internal import Hummingbird
internal import Markets
internal import Rooms

/// `/api/v1/session`: who the caller is.
struct SessionController: RouteSource {
    let sessions: Sessions
    let team: Team
    let revocations: Revocations
    let orders: Orders
    let limiter: RateLimiter

    var routes: [Route] {
        [
            Route(.post, "/api/v1/session", .anybody, "Makes or updates the caller's session", handler: open),
            Route(.get, "/api/v1/session", .session, "The caller's session", handler: read),
            Route(.delete, "/api/v1/session", .session, "Signs out", handler: signOut),
            Route(
                .post, "/api/v1/session/password", .anybody, limit: .secret, "Signs an operator in", handler: signIn),
            Route(
                .put, "/api/v1/session/password", .role(.moderator), limit: .secret, "Sets the caller's password",
                handler: setPassword),
        ]
    }

    private struct Wishes: Decodable {
        let name: String?
        let market: String?
        let language: String?
    }

    private func open(_ exchange: Exchange) async throws -> Response {
        let wishes: Wishes = try await exchange.json()
        let opened = try await sessions.open(for: exchange.caller, acceptLanguage: exchange.headers[.acceptLanguage])
        var visitor = opened.visitor
        if let name = wishes.name {
            guard let cleaned = ChatText.name(name) else {
                throw Problem.unprocessable(field: "name", why: "nothing legible is in it, or it is a link")
            }
            visitor.name = cleaned
        }
        if let id = wishes.market {
            guard let market = sessions.markets[MarketID(id)] else { throw CommerceError.unknownMarket(MarketID(id)) }
            visitor.market = market.id
        }
        if let tag = wishes.language {
            guard let language = Language(tag) else {
                throw Problem.unprocessable(
                    field: "language", why: "“\(tag)” is not a language tag such as “en” or “pt-BR”")
            }
            visitor.language = language
        }
        if visitor != opened.visitor { try await sessions.visitors.keep(visitor) }
        return Reply.json(try await body(of: visitor, claims: opened.claims), cookie: opened.cookie)
    }

    private func read(_ exchange: Exchange) async throws -> Response {
        let caller = try exchange.signedIn()
        let visitor = try await sessions.visitor(of: caller, acceptLanguage: exchange.headers[.acceptLanguage])
        return Reply.json(try await body(of: visitor, claims: caller.claims))
    }

    private func signOut(_ exchange: Exchange) async throws -> Response {
        try await revocations.revoke(exchange.signedIn().claims)
        var response = Reply.noContent()
        response.headers[.setCookie] = SessionCookie.header("", life: .zero, secure: sessions.secureCookies)
        return response
    }

    private struct Credentials: Decodable {
        let email: String
        let password: String
        /// The password that is set now, where another shall be.
        let current: String?
    }

    private func signIn(_ exchange: Exchange) async throws -> Response {
        let credentials: Credentials = try await exchange.json()
        let asked = sessions.clock.now()
        let email = Email(credentials.email)
        if let email { try countGuess(at: email) }
        guard let email, let member = try await team.signIn(email, password: credentials.password),
            let issued = revocations.issue(to: member.id, asked: asked)
        else {
            throw Problem(
                .unauthorized, "wrong-password", title: "This does not open the door",
                detail: "The address or the password is wrong.",
                action: "Try again, or ask the owner for a one-time link.")
        }
        return try await welcome(member, issued: issued, to: exchange)
    }

    /// A new password ends the member's other sessions; a browser of the member's own gets a new one.
    private func setPassword(_ exchange: Exchange) async throws -> Response {
        let credentials: Credentials = try await exchange.json()
        guard let email = Email(credentials.email) else {
            throw Problem.unprocessable(field: "email", why: "it is not an address")
        }
        try countGuess(at: email)
        let caller = try exchange.signedIn()
        let asker = Team.Asker(
            member: MemberID(caller.claims.subject), role: caller.role, current: credentials.current)
        let member = try await team.setPassword(credentials.password, email: email, by: asker)
        guard caller.source == .cookie, member.id == asker.member,
            let issued = revocations.issue(to: member.id, asked: sessions.clock.now())
        else { return Reply.noContent() }
        return try await welcome(member, issued: issued, to: exchange)
    }

    private func countGuess(at email: Email) throws(Problem) {
        if let wait = limiter.wait(.password, for: email.text) { throw .tooMany(retryAfter: wait) }
    }

    private func welcome(_ member: Member, issued: Timestamp, to exchange: Exchange) async throws -> Response {
        let granted = sessions.grant(subject: member.id.rawValue, role: member.role, scope: .all, issued: issued)
        let caller = Caller(claims: granted.claims, source: .cookie)
        let visitor = try await sessions.visitor(of: caller, acceptLanguage: exchange.headers[.acceptLanguage])
        return Reply.json(try await body(of: visitor, claims: granted.claims), cookie: granted.cookie)
    }

    private func body(of visitor: Visitor, claims: TokenClaims) async throws -> SessionBody {
        let market = sessions.markets[visitor.market] ?? sessions.markets.fallback
        return SessionBody(
            viewer: visitor.id, name: visitor.name, role: claims.role, show: claims.scope.text, market: market.id,
            language: visitor.language, currency: market.currency, csrf: sessions.signer.forgeryGuard(for: claims.id),
            historyKey: try await orders.historyKey(of: visitor.id).rawValue)
    }
}
