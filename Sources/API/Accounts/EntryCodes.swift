package import Database
package import Domain
package import Rooms

/// One-time links: `/enter/{code}` is traded, once, for a session.
///
/// Only the hash of a code is kept: who reads the table cannot come in by it.
package struct EntryCodes: Sendable {
    private let database: any Database
    private let clock: any WallClock

    package init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    /// What a code is good for.
    package struct Grant: Sendable, Hashable {
        package let role: Role
        package let scope: ShowScope
        package let member: MemberID?

        package init(role: Role, scope: ShowScope, member: MemberID? = nil) {
            self.role = role
            self.scope = scope
            self.member = member
        }
    }

    /// Makes a code; nobody can read it again.
    package func issue(_ grant: Grant, for life: Duration = TokenLimits.entryCode) async throws -> String {
        let code = Base64URL.encode(Sodium.randomBytes(24))
        let now = clock.now()
        try await database.write { connection in
            try connection.execute("DELETE FROM entry_codes WHERE expires_at < $1", [.time(now)])
            try connection.execute(
                "INSERT INTO entry_codes (hash, role, show, member, expires_at) VALUES ($1, $2, $3, $4, $5)",
                [
                    .text(Self.hash(code)), .word(grant.role), .text(grant.scope.text), .id(grant.member),
                    .time(now + life),
                ])
        }
        return code
    }

    /// Whether a code can be traded now.
    package func isGood(_ code: String) async throws -> Bool {
        let now = clock.now()
        return try await database.read { connection in
            try !connection.query(
                "SELECT hash FROM entry_codes WHERE hash = $1 AND used_at IS NULL AND expires_at > $2",
                [.text(Self.hash(code)), .time(now)]
            ).isEmpty
        }
    }

    /// Trades a code; nil when it is unknown, used, or too old, or when its member has left the team.
    ///
    /// Of two callers at once, one gets it. A member comes in with the role of today, whatever the invitation said.
    package func redeem(_ code: String) async throws -> Grant? {
        let now = clock.now()
        return try await database.write { connection in
            let rows = try connection.query(
                """
                UPDATE entry_codes SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2
                RETURNING role, show, member
                """, [.text(Self.hash(code)), .time(now)])
            guard let row = rows.first else { return nil }
            var role: Role = try row.word("role")
            let member: MemberID? = try row.optionalIdentifier("member")
            if let member {
                let found = try connection.query("SELECT role FROM members WHERE id = $1", [.id(member)])
                guard let today = found.first else { return nil }
                role = try today.word("role")
            }
            return Grant(role: role, scope: ShowScope(text: try row.text("show")), member: member)
        }
    }

    private static func hash(_ code: String) -> String {
        Base64URL.encode(Sodium.digest(Array(code.utf8)))
    }
}
