/// One store of tables, whichever engine stands behind it.
///
/// SQL is the dialect that SQLite ≥ 3.35 and PostgreSQL ≥ 15 share, with `$1`, `$2` … as placeholders. A body runs on a
/// thread of the driver, never suspends, and may be run again when the engine asks for a retry: it must touch nothing but
/// its connection and its return value. Statements throw ``DatabaseError``; whatever else a body throws passes through.
package protocol Database: Sendable {
    /// Names what differs in table definitions.
    var dialect: Dialect { get }

    /// Runs statements that change nothing, on a consistent snapshot.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value

    /// Runs one transaction: committed when `body` returns, rolled back when it throws.
    ///
    /// After a statement failed, the transaction is lost on some engines: a body lets the error out. What may collide is
    /// written with `ON CONFLICT`, what may be refused as a conditional `UPDATE … RETURNING`.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value
}
