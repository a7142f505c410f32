internal import Domain
internal import Markets
internal import Rooms

/// Makes and finds the sessions of people who use the pages.
struct Sessions: Sendable {
    let signer: TokenSigner
    let visitors: Visitors
    let markets: MarketDirectory
    let identifiers: IdentifierGenerator
    let clock: any WallClock
    /// Whether cookies go over HTTPS only.
    let secureCookies: Bool

    /// A session as it was found or made.
    struct Opened: Sendable {
        let visitor: Visitor
        let claims: TokenClaims
        /// The header that gives a browser a session made just now.
        let cookie: String?
    }

    /// The caller's session, or a new one for somebody unknown.
    func open(for caller: Caller?, acceptLanguage: String?) async throws -> Opened {
        if let caller {
            let visitor = try await visitor(of: caller, acceptLanguage: acceptLanguage)
            return Opened(visitor: visitor, claims: caller.claims, cookie: nil)
        }
        let visitor = newcomer(identifiers.next(), name: nil, acceptLanguage: acceptLanguage)
        try await visitors.keep(visitor)
        let (claims, cookie) = grant(
            subject: visitor.id.rawValue, role: .viewer, scope: .all, issued: clock.now(),
            life: TokenLimits.viewerSession)
        return Opened(visitor: visitor, claims: claims, cookie: cookie)
    }

    /// What is known of a caller; somebody with a token of their own is met for the first time here.
    func visitor(of caller: Caller, acceptLanguage: String?) async throws -> Visitor {
        if let known = try await visitors.find(caller.viewer) { return known }
        let visitor = newcomer(caller.viewer, name: caller.claims.name, acceptLanguage: acceptLanguage)
        try await visitors.keep(visitor)
        return visitor
    }

    /// The market a caller sees prices in, known or not.
    func market(of caller: Caller?, acceptLanguage: String?) async throws -> MarketID {
        if let caller, let known = try await visitors.find(caller.viewer) { return known.market }
        return markets.market(forAcceptLanguage: acceptLanguage ?? "").id
    }

    /// A session for somebody whose right to it has just been shown; replaces the one the browser has.
    func grant(
        subject: String, role: Role, scope: ShowScope, issued: Timestamp,
        life: Duration = TokenLimits.operatorSession
    ) -> (claims: TokenClaims, cookie: String) {
        let claims = TokenClaims(
            subject: subject, role: role, scope: scope, name: nil, issuedAt: issued, expiresAt: issued + life,
            id: TokenSigner.newTokenID())
        return (claims, SessionCookie.header(signer.sign(claims), life: life, secure: secureCookies))
    }

    /// A token to publish a show, and for nothing else.
    func ingest(_ show: ShowID, for caller: Caller, issued: Timestamp) -> TokenClaims {
        TokenClaims(
            subject: caller.claims.subject, role: .host, scope: .only(show), name: caller.claims.name,
            issuedAt: issued, expiresAt: issued + TokenLimits.ingest, id: TokenSigner.newTokenID(), use: .publishing)
    }

    private func newcomer(_ id: ViewerID, name: String?, acceptLanguage: String?) -> Visitor {
        let market = markets.market(forAcceptLanguage: acceptLanguage ?? "")
        return Visitor(
            id: id, name: name.flatMap { ChatText.name($0) } ?? GuestName.random(),
            market: market.id, language: market.languages[0])
    }
}
