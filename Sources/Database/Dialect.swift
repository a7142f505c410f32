/// The engine, as far as table definitions must know it.
///
/// A migration writes `{identity}` where it wants a column that the engine numbers upwards and never reuses.
package enum Dialect: Sendable {
    case sqlite
    case postgreSQL

    /// Replaces the placeholders of a definition by this engine's words.
    package func definition(_ statement: String) -> String {
        statement.split(separator: "{identity}", omittingEmptySubsequences: false).joined(separator: identityColumn)
    }

    private var identityColumn: String {
        switch self {
        case .sqlite: "INTEGER PRIMARY KEY AUTOINCREMENT"
        case .postgreSQL: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        }
    }
}
