package import Domain
package import Rooms

/// What a token says about its bearer.
package struct TokenClaims: Hashable, Sendable {
    package var subject: String
    package var role: Role
    package var scope: ShowScope
    package var name: String?
    package var issuedAt: Timestamp
    package var expiresAt: Timestamp
    /// Names the token, so that it can be revoked.
    package var id: String
    package var use: TokenUse

    package init(
        subject: String, role: Role, scope: ShowScope, name: String?, issuedAt: Timestamp, expiresAt: Timestamp,
        id: String, use: TokenUse = .everything
    ) {
        self.subject = subject
        self.role = role
        self.scope = scope
        self.name = name
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.id = id
        self.use = use
    }

    /// A token's times are whole seconds (RFC 7519, section 2, NumericDate).
    struct Wire: Codable {
        let iss: String
        let sub: String
        let role: String
        let show: String
        let name: String?
        let iat: Int64
        let exp: Int64
        /// Not before: partners' servers may sign ahead of time (RFC 7519, section 4.1.5).
        var nbf: Int64?
        let jti: String
        var aud: String?
    }
}
