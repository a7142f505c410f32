import GRDB

/// Gives the engine's result codes the names that callers act on.
enum SQLiteFailure {
    /// Errors that are not the engine's pass through.
    static func named(_ error: any Error) -> any Error {
        guard let failure = error as? GRDB.DatabaseError else { return error }
        let detail = failure.message ?? ""
        switch failure.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
            return DatabaseError.uniqueViolation(columns: subject(of: detail))
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            return DatabaseError.foreignKeyViolation
        case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL:
            return DatabaseError.checkViolation(constraint: subject(of: detail))
        default:
            return named(failure.resultCode, detail)
        }
    }

    private static func named(_ code: ResultCode, _ detail: String) -> any Error {
        switch code {
        case .SQLITE_FULL: DatabaseError.diskFull
        case .SQLITE_BUSY, .SQLITE_LOCKED: DatabaseError.busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: DatabaseError.corrupt(detail: detail)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
            DatabaseError.notAccessible(detail: detail)
        // An access that was cancelled with its task is interrupted by the driver.
        case .SQLITE_INTERRUPT, .SQLITE_ABORT: CancellationError()
        default: DatabaseError.failed(code: Int(code.rawValue), detail: detail)
        }
    }

    /// What follows the colon of `UNIQUE constraint failed: products.handle`.
    private static func subject(of message: String) -> String {
        message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
    }
}
