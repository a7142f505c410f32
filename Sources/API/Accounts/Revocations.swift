internal import Database
internal import Domain
internal import Synchronization

/// Tokens that were taken back before their time; asked at every request, so kept in memory too.
final class Revocations: Sendable {
    private let database: any Database
    private let clock: any WallClock
    private let revoked = Mutex<[String: Timestamp]>([:])

    init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// Reads what is still of interest; called once at start.
    func load() async throws {
        let now = clock.now()
        let rows = try await database.read { connection in
            try connection.query("SELECT id, expires_at FROM revoked_tokens WHERE expires_at > $1", [.time(now)])
        }
        let known = try rows.map { (try $0.text("id"), try $0.timestamp("expires_at")) }
        revoked.withLock { $0 = Dictionary(known, uniquingKeysWith: { first, _ in first }) }
    }

    /// Takes one token back.
    func revoke(_ claims: TokenClaims) async throws {
        try await keep(claims.id, until: claims.expiresAt + TokenLimits.clockSkew)
    }

    /// Takes back every token a member has now; what they sign in to later is good.
    func revokeAll(of member: MemberID) async throws {
        try await keep(Self.mark(member.rawValue), until: clock.now() + TokenLimits.operatorSession)
    }

    func contains(_ claims: TokenClaims) -> Bool {
        revoked.withLock { revoked in
            if revoked[claims.id] != nil { return true }
            guard let until = revoked[Self.mark(claims.subject)] else { return false }
            return claims.issuedAt + TokenLimits.operatorSession <= until
        }
    }

    private func keep(_ id: String, until: Timestamp) async throws {
        let now = clock.now()
        try await database.write { connection in
            try connection.execute("DELETE FROM revoked_tokens WHERE expires_at < $1", [.time(now)])
            try connection.execute(
                """
                INSERT INTO revoked_tokens (id, expires_at) VALUES ($1, $2)
                ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at
                """, [.text(id), .time(until)])
        }
        revoked.withLock { revoked in
            revoked = revoked.filter { $0.value > now }
            revoked[id] = until
        }
    }

    /// Token ids have no colon: a subject's mark is never one of them.
    private static func mark(_ subject: String) -> String { "subject:\(subject)" }
}
