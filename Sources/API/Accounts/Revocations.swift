internal import Database
internal import Domain
internal import Synchronization

/// Tokens that were taken back before their time; asked at every request, so kept in memory too.
final class Revocations: Sendable {
    private let database: any Database
    private let clock: any WallClock
    private let revoked = Mutex<[String: Mark]>([:])

    /// A token that is void, or somebody of whom all tokens up to a moment are.
    private struct Mark {
        let expiresAt: Timestamp
        let issuedUntil: Timestamp?
    }

    init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// Reads what is still of interest; called once at start.
    func load() async throws {
        let now = clock.now()
        let rows = try await database.read { connection in
            try connection.query(
                "SELECT id, expires_at, issued_until FROM revoked_tokens WHERE expires_at > $1", [.time(now)])
        }
        let known = try rows.map { row in
            (
                try row.text("id"),
                Mark(
                    expiresAt: try row.timestamp("expires_at"), issuedUntil: try row.optionalTimestamp("issued_until"))
            )
        }
        revoked.withLock { $0 = Dictionary(known, uniquingKeysWith: { first, _ in first }) }
    }

    /// Takes one token back.
    func revoke(_ claims: TokenClaims) async throws {
        try await keep(claims.id, Mark(expiresAt: claims.expiresAt + TokenLimits.clockSkew, issuedUntil: nil))
    }

    /// Takes back every token a member has now; what they sign in to later is good.
    func revokeAll(of member: MemberID) async throws {
        let now = clock.now()
        try await keep(
            Self.mark(member.rawValue), Mark(expiresAt: now + TokenLimits.longestSession, issuedUntil: now))
    }

    func contains(_ claims: TokenClaims) -> Bool {
        revoked.withLock { revoked in
            if revoked[claims.id] != nil { return true }
            guard let until = revoked[Self.mark(claims.subject)]?.issuedUntil else { return false }
            return claims.issuedAt <= until
        }
    }

    /// When a token says it was issued whose bearer asked for it at `asked`; nil when all were taken back since.
    ///
    /// Tokens count whole seconds: one that follows a revocation within the same second takes the next.
    func issue(to member: MemberID, asked: Timestamp) -> Timestamp? {
        let until = revoked.withLock { $0[Self.mark(member.rawValue)]?.issuedUntil }
        guard let until else { return asked }
        guard until <= asked else { return nil }
        return max(asked, Timestamp(milliseconds: (until.milliseconds / 1_000 + 1) * 1_000))
    }

    private func keep(_ id: String, _ mark: Mark) async throws {
        let now = clock.now()
        try await database.write { connection in
            try connection.execute("DELETE FROM revoked_tokens WHERE expires_at < $1", [.time(now)])
            try connection.execute(
                """
                INSERT INTO revoked_tokens (id, expires_at, issued_until) VALUES ($1, $2, $3)
                ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, issued_until = excluded.issued_until
                """, [.text(id), .time(mark.expiresAt), .time(mark.issuedUntil)])
        }
        revoked.withLock { revoked in
            revoked = revoked.filter { $0.value.expiresAt > now }
            revoked[id] = mark
        }
    }

    /// Token ids have no colon: a subject's mark is never one of them.
    private static func mark(_ subject: String) -> String { "subject:\(subject)" }
}
