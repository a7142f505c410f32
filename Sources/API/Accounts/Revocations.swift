internal import Database
internal import Domain
internal import Synchronization

/// Tokens that were taken back before their time; asked at every request, so kept in memory too.
final class Revocations: Sendable {
    private let database: any Database
    private let clock: any WallClock
    private let revoked = Mutex<[String: Mark]>([:])

    /// A token that is void, or somebody of whom all tokens up to a moment are.
    struct Mark {
        let id: String
        let expiresAt: Timestamp
        let issuedUntil: Timestamp?
    }

    init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// Reads what is still of interest; called once, before anybody is let in.
    func load() async throws {
        let now = clock.now()
        let rows = try await database.read { connection in
            try connection.query(
                "SELECT id, expires_at, issued_until FROM revoked_tokens WHERE expires_at > $1", [.time(now)])
        }
        let known = try rows.map { row in
            Mark(
                id: try row.text("id"), expiresAt: try row.timestamp("expires_at"),
                issuedUntil: try row.optionalTimestamp("issued_until"))
        }
        revoked.withLock { revoked in
            for mark in known { revoked[mark.id] = mark }
        }
    }

    /// Takes one token back.
    func revoke(_ claims: TokenClaims) async throws {
        let mark = Mark(id: claims.id, expiresAt: claims.expiresAt + TokenLimits.clockSkew, issuedUntil: nil)
        try await database.write { connection in try self.write(mark, in: connection) }
        remember(mark)
    }

    /// Writes down, with the change that is the reason, that every token a member has now is void.
    ///
    /// What they sign in to later is good. ``remember(_:)`` follows when the change is stored.
    func revokeAll(of member: MemberID, in connection: any Connection) throws -> Mark {
        let id = Self.subject(member.rawValue)
        let now = clock.now()
        // Tokens that followed an earlier revocation may bear the second after it.
        let before = revoked.withLock { $0[id]?.issuedUntil }.map(Self.nextSecond) ?? now
        let mark = Mark(id: id, expiresAt: now + TokenLimits.longestLife, issuedUntil: max(now, before))
        try write(mark, in: connection)
        return mark
    }

    /// Lets a stored mark count.
    func remember(_ mark: Mark) {
        let now = clock.now()
        revoked.withLock { revoked in
            revoked = revoked.filter { $0.value.expiresAt > now }
            revoked[mark.id] = mark
        }
    }

    func contains(_ claims: TokenClaims) -> Bool {
        revoked.withLock { revoked in
            if revoked[claims.id] != nil { return true }
            guard let until = revoked[Self.subject(claims.subject)]?.issuedUntil else { return false }
            return claims.issuedAt <= until
        }
    }

    /// When a token says it was issued whose bearer asked for it at `asked`; nil when all were taken back since.
    ///
    /// Tokens count whole seconds: one that follows a revocation within the same second takes the next.
    func issue(to member: MemberID, asked: Timestamp) -> Timestamp? {
        let until = revoked.withLock { $0[Self.subject(member.rawValue)]?.issuedUntil }
        guard let until else { return asked }
        guard until <= asked else { return nil }
        return max(asked, Self.nextSecond(until))
    }

    private func write(_ mark: Mark, in connection: any Connection) throws {
        try connection.execute("DELETE FROM revoked_tokens WHERE expires_at < $1", [.time(clock.now())])
        try connection.execute(
            """
            INSERT INTO revoked_tokens (id, expires_at, issued_until) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, issued_until = excluded.issued_until
            """, [.text(mark.id), .time(mark.expiresAt), .time(mark.issuedUntil)])
    }

    private static func nextSecond(_ moment: Timestamp) -> Timestamp {
        Timestamp(milliseconds: (moment.milliseconds / 1_000 + 1) * 1_000)
    }

    /// Token ids have no colon: a subject's mark is never one of them.
    private static func subject(_ subject: String) -> String { "subject:\(subject)" }
}
