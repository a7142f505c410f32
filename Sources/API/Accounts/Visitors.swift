internal import Database
internal import Domain

/// Remembers visitors.
struct Visitors: Sendable {
    let database: any Database
    let clock: any WallClock

    func find(_ id: ViewerID) async throws -> Visitor? {
        try await database.read { connection in
            let rows = try connection.query("SELECT name, market, language FROM visitors WHERE id = $1", [.id(id)])
            guard let row = rows.first, let language = Language(try row.text("language")) else { return nil }
            return Visitor(
                id: id, name: try row.text("name"), market: try row.identifier("market"), language: language)
        }
    }

    func keep(_ visitor: Visitor) async throws {
        let now = clock.now()
        _ = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO visitors (id, name, market, language, seen_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, market = excluded.market,
                    language = excluded.language, seen_at = excluded.seen_at
                """,
                [
                    .id(visitor.id), .text(visitor.name), .id(visitor.market), .text(visitor.language.tag), .time(now),
                ])
        }
    }
}
