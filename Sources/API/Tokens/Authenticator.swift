internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// Finds out who asks: the bearer token first, else the cookie.
struct Authenticator: Sendable {
    let signer: TokenSigner
    let revocations: Revocations
    let clock: any WallClock

    /// The caller that a request's headers name; nil where no token came.
    ///
    /// A cookie that is no longer good counts as none; a bearer token must be good.
    func caller(headers: HTTPFields, for use: TokenUse = .everything) throws(TokenError) -> Caller? {
        if let header = headers[.authorization] {
            guard header.lowercased().hasPrefix("bearer ") else { throw .malformed }
            return Caller(claims: try claims(header.dropFirst("Bearer ".count), for: use), source: .bearer)
        }
        guard let token = SessionCookie.value(in: headers[values: .cookie]) else { return nil }
        return (try? claims(token)).map { Caller(claims: $0, source: .cookie) }
    }

    /// The claims of a token that is good for this use and was not taken back.
    func claims(_ token: some StringProtocol, for use: TokenUse = .everything) throws(TokenError) -> TokenClaims {
        let claims = try signer.verify(token, at: clock.now())
        guard claims.use == .everything || claims.use == use else { throw .foreignUse }
        guard !revocations.contains(claims) else { throw .revoked }
        return claims
    }
}
