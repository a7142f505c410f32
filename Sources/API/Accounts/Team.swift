internal import Database
internal import Domain
internal import HTTPTypes
internal import Rooms

/// The people of the house and their passwords.
struct Team: Sendable {
    private let database: any Database
    private let clock: any WallClock
    private let identifiers: IdentifierGenerator
    private let revocations: Revocations
    private let hasher = PasswordHasher()

    init(
        database: any Database, clock: any WallClock, identifiers: IdentifierGenerator, revocations: Revocations
    ) {
        self.database = database
        self.clock = clock
        self.revocations = revocations
        self.identifiers = identifiers
    }

    /// Long enough to be strong, short enough that hashing it costs the same for all.
    static let passwordBytes = 10...256

    func list() async throws -> [Member] {
        try await database.read { connection in
            try connection.query("SELECT id, email, role, password FROM members ORDER BY created_at, id", [])
                .map(Member.init(row:))
        }
    }

    func find(_ id: MemberID) async throws -> Member {
        let row = try await database.read { connection in
            try connection.query("SELECT id, email, role, password FROM members WHERE id = $1", [.id(id)]).first
        }
        guard let row else { throw Problem.notFound("The member \(id)") }
        return try Member(row: row)
    }

    func add(_ email: Email, role: Role) async throws -> Member {
        let member = Member(id: identifiers.next(), email: email, role: role, hasPassword: false)
        let now = clock.now()
        let added = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO members (id, email, role, created_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (email) DO NOTHING
                """, [.id(member.id), .text(email.text), .word(role), .time(now)])
        }
        guard added == 1 else {
            throw Problem(
                .conflict, "member-exists", title: "The person is in the team",
                detail: "\(email.text) is a member already.", action: "Change the role instead.")
        }
        return member
    }

    /// Gives a member another role; the tokens with the old one are void.
    func change(_ id: MemberID, role: Role) async throws -> Member {
        try await changing(id) { connection in
            try connection.execute("UPDATE members SET role = $2 WHERE id = $1", [.id(id), .word(role)])
        }
        return try await find(id)
    }

    /// Takes a member out of the team, with invitations and tokens.
    func remove(_ id: MemberID) async throws {
        try await changing(id) { connection in
            try connection.execute("DELETE FROM entry_codes WHERE member = $1", [.id(id)])
            return try connection.execute("DELETE FROM members WHERE id = $1", [.id(id)])
        }
    }

    /// Somebody who asks to set a password.
    struct Asker: Sendable {
        let member: MemberID
        let role: Role
        /// The password that is set now, where the asker's own is changed.
        let current: String?
    }

    /// Sets the password of a member, and gives whose it was; the member's tokens are void.
    ///
    /// An owner who came by a one-time link becomes a member with it.
    /// Nobody sets the password of another: an address in the team is changed by its own member alone, who knows the
    /// present one, or by an owner.
    func setPassword(_ password: String, email: Email, by asker: Asker) async throws -> Member {
        let bytes = Array(password.utf8)
        guard Self.passwordBytes.contains(bytes.count) else {
            throw Problem.unprocessable(
                field: "password",
                why: "it takes \(Self.passwordBytes.lowerBound)–\(Self.passwordBytes.upperBound) bytes")
        }
        let known = try await row(of: email)
        let member: MemberID? = try known?.identifier("id")
        guard member == nil ? asker.role == .owner : member == asker.member || asker.role == .owner else {
            throw Problem.forbidden(needs: .owner)
        }
        if member == asker.member, let present = try known?.optionalText("password") {
            guard try await hasher.verify(Self.bounded(asker.current ?? ""), against: present) else {
                throw Problem.unprocessable(field: "current", why: "it is not the password that is set now")
            }
        }
        guard let hash = try await hasher.hash(bytes) else { throw Problem.busy }
        let id: MemberID = identifiers.next()
        let now = clock.now()
        let (row, mark) = try await database.write { connection in
            guard let member else {
                let added = try connection.query(
                    """
                    INSERT INTO members (id, email, role, password, created_at) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (email) DO NOTHING RETURNING id, email, role, password
                    """, [.id(id), .text(email.text), .word(asker.role), .text(hash), .time(now)]
                )
                return (added.first, nil as Revocations.Mark?)
            }
            let changed = try connection.query(
                "UPDATE members SET password = $2 WHERE id = $1 RETURNING id, email, role, password",
                [.id(member), .text(hash)])
            return (changed.first, try revocations.revokeAll(of: member, in: connection))
        }
        guard let row else { throw Problem.notFound("The member \(email.text)") }
        if let mark { revocations.remember(mark) }
        return try Member(row: row)
    }

    /// The member whose password this is; takes as long when there is no such member.
    func signIn(_ email: Email, password: String) async throws -> Member? {
        let row = try await row(of: email)
        guard let row, let hash = try row.optionalText("password") else {
            // Takes as long: a clock does not tell who is known.
            _ = try await hasher.hash(Self.bounded(password))
            return nil
        }
        return try await hasher.verify(Self.bounded(password), against: hash) ? Member(row: row) : nil
    }

    private func row(of email: Email) async throws -> Row? {
        try await database.read { connection in
            try connection.query("SELECT id, email, role, password FROM members WHERE email = $1", [.text(email.text)])
                .first
        }
    }

    /// One byte more than any password has is enough to see that it is none.
    private static func bounded(_ password: String) -> [UInt8] {
        Array(password.utf8.prefix(passwordBytes.upperBound + 1))
    }

    /// Runs a change that must leave an owner who can sign in; the member's tokens are void after it.
    private func changing(_ id: MemberID, _ change: @escaping @Sendable (any Connection) throws -> Int) async throws {
        let mark = try await database.write { connection in
            let before = try Self.owners(connection)
            guard try change(connection) == 1 else { throw Problem.notFound("The member \(id)") }
            guard try before == 0 || Self.owners(connection) > 0 else {
                throw Problem(
                    .conflict, "last-owner", title: "The house needs an owner",
                    detail: "This is the last owner with a password.", action: "Make somebody else an owner first.")
            }
            return try revocations.revokeAll(of: id, in: connection)
        }
        revocations.remember(mark)
    }

    private static func owners(_ connection: any Connection) throws -> Int {
        try connection.query(
            "SELECT COUNT(*) AS owners FROM members WHERE role = 'owner' AND password IS NOT NULL", []
        ).first?.count("owners") ?? 0
    }
}

extension Member {
    fileprivate init(row: Row) throws {
        guard let email = Email(try row.text("email")) else {
            throw DatabaseError.malformedRow(column: "email", problem: "is no address")
        }
        self.init(
            id: try row.identifier("id"), email: email, role: try row.word("role"),
            hasPassword: try row.optionalText("password") != nil)
    }
}
