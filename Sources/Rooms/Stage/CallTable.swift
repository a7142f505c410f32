internal import Database
internal import Domain

/// The calls of all shows.
enum CallTable {
    static let migrations = [
        Migration(
            "rooms.calls", 1,
            [
                """
                CREATE TABLE calls (
                    id TEXT PRIMARY KEY,
                    show TEXT NOT NULL,
                    viewer TEXT NOT NULL,
                    name TEXT NOT NULL,
                    product TEXT,
                    note TEXT,
                    state TEXT NOT NULL,
                    rung_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX calls_show ON calls (show, state, id)",
            ])
    ]

    private static let columns = "id, viewer, name, product, note, state, rung_at"

    static func insert(_ call: Call, show: ShowID, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO calls (id, show, viewer, name, product, note, state, rung_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .id(call.id), .id(show), .id(call.person), .text(call.name), .id(call.product), .optional(call.note),
                .word(call.state), .time(call.rungAt),
            ])
    }

    static func set(_ state: Call.State, of call: CallID, in connection: any Connection) throws {
        try connection.execute("UPDATE calls SET state = $2 WHERE id = $1", [.id(call), .word(state)])
    }

    static func set(note: String, of call: CallID, in connection: any Connection) throws {
        try connection.execute("UPDATE calls SET note = $2 WHERE id = $1", [.id(call), .text(note)])
    }

    static func find(_ call: CallID, of show: ShowID, in connection: any Connection) throws -> Call? {
        try connection.query(
            "SELECT \(columns) FROM calls WHERE id = $1 AND show = $2", [.id(call), .id(show)]
        ).first.map(Call.init(row:))
    }

    /// Calls in the given states, the newest first; after one of them, where the list goes on.
    static func list(
        _ states: Set<Call.State>, of show: ShowID, after: CallID?, limit: Int, in connection: any Connection
    ) throws -> [Call] {
        var arguments: [SQLValue] = [.id(show), .count(limit)]
        let places = states.sorted { $0.rawValue < $1.rawValue }.map { state in
            arguments.append(.word(state))
            return "$\(arguments.count)"
        }
        var condition = "show = $1 AND state IN (\(places.joined(separator: ", ")))"
        if let after {
            arguments.append(.id(after))
            condition += " AND id < $\(arguments.count)"
        }
        return try connection.query(
            "SELECT \(columns) FROM calls WHERE \(condition) ORDER BY id DESC LIMIT $2", arguments
        ).map(Call.init(row:))
    }

    static func forget(_ show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM calls WHERE show = $1", [.id(show)])
    }
}

extension Call {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.identifier("id"), person: try row.identifier("viewer"), name: try row.text("name"),
            product: try row.optionalIdentifier("product"), note: try row.optionalText("note"),
            rungAt: try row.timestamp("rung_at"), state: try row.word("state"))
    }
}
