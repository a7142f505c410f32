internal import Database
internal import Domain

/// All shows.
enum ShowTable {
    static let migrations = [
        Migration(
            "rooms.shows", 1,
            [
                """
                CREATE TABLE shows (
                    id TEXT PRIMARY KEY,
                    title TEXT NOT NULL,
                    description TEXT NOT NULL,
                    host TEXT NOT NULL,
                    language TEXT NOT NULL,
                    poster TEXT,
                    state TEXT NOT NULL,
                    access TEXT NOT NULL,
                    allows_links BIGINT NOT NULL,
                    starts_at BIGINT,
                    started_at BIGINT,
                    ended_at BIGINT,
                    pinned TEXT,
                    scene TEXT NOT NULL,
                    promise TEXT,
                    created_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX shows_state ON shows (state, starts_at)",
            ])
    ]

    private static let columns = """
        id, title, description, host, language, poster, state, access, allows_links, starts_at, started_at, ended_at,
        pinned, scene, promise, created_at
        """

    /// Stores a new show; false when the id is taken.
    static func insert(_ show: Show, in connection: any Connection) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO shows (\(columns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT (id) DO NOTHING
            """, values(show)) == 1
    }

    static func update(_ show: Show, in connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE shows SET title = $2, description = $3, host = $4, language = $5, poster = $6, state = $7, access = $8,
                allows_links = $9, starts_at = $10, started_at = $11, ended_at = $12, pinned = $13, scene = $14, promise = $15,
                created_at = $16
            WHERE id = $1
            """, values(show))
    }

    static func remove(_ show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM shows WHERE id = $1", [.id(show)])
    }

    static func setPromise(_ text: String?, of show: ShowID, in connection: any Connection) throws {
        try connection.execute("UPDATE shows SET promise = $2 WHERE id = $1", [.id(show), .optional(text)])
    }

    static func find(_ show: ShowID, in connection: any Connection) throws -> Show? {
        try connection.query("SELECT \(columns) FROM shows WHERE id = $1", [.id(show)]).first.map(Show.init(row:))
    }

    /// Shows in the given states: on air first, then what comes soonest, then what ended last.
    static func list(
        _ states: Set<ShowState>, after: ShowID?, limit: Int, in connection: any Connection
    ) throws -> [Show] {
        var arguments: [SQLValue] = [.count(limit)]
        let places = states.sorted { $0.rawValue < $1.rawValue }.map { state in
            arguments.append(.word(state))
            return "$\(arguments.count)"
        }
        var condition = "state IN (\(places.joined(separator: ", ")))"
        if let after {
            // A comparison with nothing would end the list in silence.
            guard try find(after, in: connection) != nil else { throw ShowError.unknown(after) }
            arguments.append(.id(after))
            condition += " AND (\(order)) > (SELECT \(order) FROM shows WHERE id = $\(arguments.count))"
        }
        return try connection.query(
            "SELECT \(columns) FROM shows WHERE \(condition) ORDER BY \(order) LIMIT $1", arguments
        ).map(Show.init(row:))
    }

    private static let order = """
        CASE state WHEN 'live' THEN 0 WHEN 'paused' THEN 1 WHEN 'scheduled' THEN 2 ELSE 3 END,
        CASE state WHEN 'ended' THEN -ended_at ELSE COALESCE(starts_at, created_at) END, id
        """

    private static func values(_ show: Show) -> [SQLValue] {
        [
            .id(show.id), .text(show.title), .text(show.description), .text(show.host), .text(show.language.tag),
            .optional(show.poster), .word(show.state), .word(show.access), .flag(show.allowsLinks),
            .time(show.startsAt), .time(show.startedAt), .time(show.endedAt), .id(show.pinned), .word(show.scene),
            .optional(show.promise), .time(show.createdAt),
        ]
    }
}

extension Show {
    fileprivate init(row: Row) throws {
        let tag = try row.text("language")
        guard let language = Language(tag) else {
            throw DatabaseError.malformedRow(column: "language", problem: "“\(tag)” is not a language tag")
        }
        self.init(
            id: try row.identifier("id"), title: try row.text("title"), description: try row.text("description"),
            host: try row.text("host"), language: language, poster: try row.optionalText("poster"),
            state: try row.word("state"), access: try row.word("access"), allowsLinks: try row.flag("allows_links"),
            startsAt: try row.optionalTimestamp("starts_at"), startedAt: try row.optionalTimestamp("started_at"),
            endedAt: try row.optionalTimestamp("ended_at"), pinned: try row.optionalIdentifier("pinned"),
            scene: try row.word("scene"), promise: try row.optionalText("promise"),
            createdAt: try row.timestamp("created_at"))
    }
}
