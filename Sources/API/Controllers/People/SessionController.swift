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
                throw Problem.unprocessable(field: "name", why: "nothing legible is in it")
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
        response.headers[.setCookie] = Authenticator.setCookie("", life: .zero, secure: sessions.secureCookies)
        return response
    }

    private struct Credentials: Decodable {
        let email: String
        let password: String
    }

    private func signIn(_ exchange: Exchange) async throws -> Response {
        let credentials: Credentials = try await exchange.json()
        guard let email = Email(credentials.email),
            let member = try await team.signIn(email, password: credentials.password)
        else {
            throw Problem(
                .unauthorized, "wrong-password", title: "This does not open the door",
                detail: "The address or the password is wrong.",
                action: "Try again, or ask the owner for a one-time link.")
        }
        let granted = sessions.grant(subject: member.id.rawValue, role: member.role, scope: .all, name: nil)
        let caller = Caller(claims: granted.claims, source: .cookie)
        let visitor = try await sessions.visitor(of: caller, acceptLanguage: exchange.headers[.acceptLanguage])
        return Reply.json(try await body(of: visitor, claims: granted.claims), cookie: granted.cookie)
    }

    private func setPassword(_ exchange: Exchange) async throws -> Response {
        let credentials: Credentials = try await exchange.json()
        guard let email = Email(credentials.email) else {
            throw Problem.unprocessable(field: "email", why: "it is not an address")
        }
        let caller = try exchange.signedIn()
        try await team.setPassword(
            credentials.password, email: email, role: caller.role, by: MemberID(caller.claims.subject))
        return Reply.noContent()
    }

    private func body(of visitor: Visitor, claims: TokenClaims) async throws -> SessionBody {
        let market = sessions.markets[visitor.market] ?? sessions.markets.fallback
        return SessionBody(
            viewer: visitor.id, name: visitor.name, role: claims.role, show: claims.scope.text, market: market.id,
            language: visitor.language, currency: market.currency, csrf: sessions.signer.forgeryGuard(for: claims.id),
            historyKey: try await orders.historyKey(of: visitor.id).rawValue)
    }
}
