import Database
import Domain

/// The keys of order histories, inside a transaction.
struct HistoryKeys {
    let connection: any Connection

    func key(of viewer: ViewerID) throws -> HistoryKey? {
        try connection.query("SELECT lookup, proof FROM history_keys WHERE viewer = $1", [.id(viewer)])
            .first.map { HistoryKey(lookup: try $0.word("lookup"), proof: try $0.word("proof")) }
    }

    /// Makes the viewer's key; of two makers at once, both get the first one's.
    func make(for viewer: ViewerID) throws -> HistoryKey {
        let key = HistoryKey.random()
        try connection.execute(
            """
            INSERT INTO history_keys (viewer, lookup, proof) VALUES ($1, $2, $3) ON CONFLICT (viewer) DO NOTHING
            """, [.id(viewer), .word(key.lookup), .word(key.proof)])
        return try self.key(of: viewer) ?? key
    }

    func viewer(of key: HistoryKey) throws -> ViewerID? {
        let rows = try connection.query(
            "SELECT viewer, proof FROM history_keys WHERE lookup = $1", [.word(key.lookup)])
        guard let row = rows.first, key.proof.matches(try row.word("proof")) else { return nil }
        return try row.identifier("viewer")
    }
}
