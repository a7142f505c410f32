import Database
import Domain

/// Remembers attempts in the transaction that carries them out.
struct IdempotencyStore {
    let connection: any Connection

    /// Claims an attempt for what it makes; gives what the first time made when it was made before.
    ///
    /// - Throws: `idempotencyKeyReused` when the key came before with another request.
    func claim<Entity>(
        _ attempt: IdempotentAttempt, for subject: Identifier<Entity>, at time: Timestamp
    ) throws -> Identifier<Entity>? {
        let claimed = try connection.execute(
            """
            INSERT INTO idempotency_keys (caller, key, fingerprint, subject, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (caller, key) DO NOTHING
            """,
            [
                .id(attempt.caller), .word(attempt.key), .integer(Int64(bitPattern: attempt.fingerprint.rawValue)),
                .id(subject), .time(time),
            ])
        guard claimed == 0 else { return nil }
        let first = try connection.query(
            "SELECT fingerprint, subject FROM idempotency_keys WHERE caller = $1 AND key = $2",
            [.id(attempt.caller), .word(attempt.key)]
        ).first
        guard let first, UInt64(bitPattern: try first.integer("fingerprint")) == attempt.fingerprint.rawValue else {
            throw CommerceError.idempotencyKeyReused
        }
        return try first.identifier("subject")
    }

    /// Forgets attempts older than a day: no client retries longer.
    func purge(at time: Timestamp) throws {
        try connection.execute("DELETE FROM idempotency_keys WHERE at < $1", [.time(time - Self.lifetime)])
    }

    private static let lifetime = Duration.seconds(24 * 60 * 60)
}
