package import Domain
internal import Foundation
internal import Rooms

/// Signs and reads our tokens: JWTs (RFC 7519) in compact form, with one algorithm.
///
/// The header is compared, not interpreted: what a token says about how to check it is never followed.
package struct TokenSigner: Sendable {
    package static let issuer = "tradewind"

    private let key: [UInt8]

    /// Takes the secret key; at least as long as the hash (RFC 7518, section 3.2).
    package init(key: [UInt8]) {
        precondition(key.count >= TokenLimits.keyBytes, "A token key has at least \(TokenLimits.keyBytes) bytes.")
        self.key = key
    }

    /// A new secret key.
    package static func newKey() -> [UInt8] { Sodium.randomBytes(TokenLimits.keyBytes) }

    /// A new token id: 128 bits nobody can foresee.
    package static func newTokenID() -> String { Base64URL.encode(Sodium.randomBytes(16)) }

    package func sign(_ claims: TokenClaims) -> String {
        let wire = TokenClaims.Wire(
            iss: Self.issuer, sub: claims.subject, role: claims.role.rawValue, show: claims.scope.text,
            name: claims.name,
            iat: claims.issuedAt.milliseconds / 1_000, exp: claims.expiresAt.milliseconds / 1_000, jti: claims.id,
            aud: claims.use == .everything ? nil : claims.use.rawValue)
        let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
        let signed = "\(header).\(Base64URL.encode(JSONBody.encode(wire)))"
        return "\(signed).\(Base64URL.encode(Sodium.authenticate(Array(signed.utf8), with: key)))"
    }

    /// The claims of a token that is ours, whole and in time.
    package func verify(_ token: some StringProtocol, at now: Timestamp) throws(TokenError) -> TokenClaims {
        let text = Array(token.utf8)
        guard text.count <= TokenLimits.characters else { throw .malformed }
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let headerBytes = Base64URL.decode(parts[0]),
            let payload = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2])
        else { throw .malformed }
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(headerBytes))
        } catch {
            throw .malformed
        }
        guard header.alg == "HS256", header.typ == nil || header.typ?.uppercased() == "JWT", header.crit == nil else {
            throw .unsupportedAlgorithm
        }
        let expected = Sodium.authenticate(Array(text[..<parts[1].endIndex]), with: key)
        guard Sodium.equal(expected, signature) else { throw .wrongSignature }
        return try claims(from: payload, at: now)
    }

    private func claims(from payload: [UInt8], at now: Timestamp) throws(TokenError) -> TokenClaims {
        let wire: TokenClaims.Wire
        do {
            wire = try JSONDecoder().decode(TokenClaims.Wire.self, from: Data(payload))
        } catch {
            throw .malformed
        }
        guard wire.iss == Self.issuer else { throw .foreignIssuer }
        guard let use = TokenUse(rawValue: wire.aud ?? "") else { throw .foreignUse }
        guard let role = Role(rawValue: wire.role) else { throw .unknownRole }
        // Bounded before they become milliseconds: a hostile number must not overflow.
        let seconds: ClosedRange<Int64> = 0...(Int64.max / 2_000)
        let start = max(wire.iat, wire.nbf ?? 0)
        guard seconds.contains(wire.iat), seconds.contains(start), seconds.contains(wire.exp), !wire.sub.isEmpty else {
            throw .malformed
        }
        let issued = Timestamp(milliseconds: wire.iat * 1_000)
        let expires = Timestamp(milliseconds: wire.exp * 1_000)
        guard Timestamp(milliseconds: start * 1_000) <= now + TokenLimits.clockSkew else { throw .notYetValid }
        guard expires + TokenLimits.clockSkew > now else { throw .expired }
        return TokenClaims(
            subject: wire.sub, role: role, scope: ShowScope(text: wire.show), name: wire.name, issuedAt: issued,
            expiresAt: expires, id: wire.jti, use: use)
    }

    private struct Header: Decodable {
        let alg: String
        let typ: String?
        let crit: [String]?
    }

    /// The value that a page's changing requests must carry beside the cookie of token `id`.
    package func forgeryGuard(for id: String) -> String {
        Base64URL.encode(Sodium.authenticate(Array("csrf:\(id)".utf8), with: key))
    }

    /// Whether a request carried that value.
    package func acceptsForgeryGuard(_ value: String, for id: String) -> Bool {
        Sodium.equal(Array(value.utf8), Array(forgeryGuard(for: id).utf8))
    }
}
