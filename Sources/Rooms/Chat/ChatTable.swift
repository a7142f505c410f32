internal import Database
internal import Domain

/// The lines and mutes of all shows.
enum ChatTable {
    static let migrations = [
        Migration(
            "rooms.chat", 1,
            [
                """
                CREATE TABLE chat_lines (
                    id TEXT PRIMARY KEY,
                    show TEXT NOT NULL,
                    viewer TEXT NOT NULL,
                    name TEXT NOT NULL,
                    role TEXT NOT NULL,
                    text TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    hidden BIGINT NOT NULL DEFAULT 0
                )
                """,
                "CREATE INDEX chat_lines_show ON chat_lines (show, id)",
                """
                CREATE TABLE chat_mutes (
                    show TEXT NOT NULL,
                    viewer TEXT NOT NULL,
                    until BIGINT NOT NULL,
                    PRIMARY KEY (show, viewer)
                )
                """,
            ])
    ]

    static func insert(_ line: NewChatLine, show: ShowID, at: Timestamp, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO chat_lines (id, show, viewer, name, role, text, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .id(line.id), .id(show), .id(line.viewer), .text(line.name), .word(line.role), .text(line.text),
                .time(at),
            ])
    }

    /// Hides a line; false when there is none that was seen.
    static func hide(_ message: ChatMessageID, show: ShowID, in connection: any Connection) throws -> Bool {
        try connection.execute(
            "UPDATE chat_lines SET hidden = 1 WHERE id = $1 AND show = $2 AND hidden = 0", [.id(message), .id(show)])
            == 1
    }

    /// The newest lines that may be seen, oldest first.
    static func newest(_ count: Int, of show: ShowID, in connection: any Connection) throws -> [ChatLine] {
        let rows = try connection.query(
            """
            SELECT id, viewer, name, role, text, at FROM chat_lines
            WHERE show = $1 AND hidden = 0 ORDER BY id DESC LIMIT $2
            """, [.id(show), .count(count)])
        return try rows.reversed().map { row in
            ChatLine(
                id: try row.identifier("id"), viewer: try row.identifier("viewer"), name: try row.text("name"),
                role: try row.word("role"), text: try row.text("text"), at: try row.timestamp("at"))
        }
    }

    static func forget(_ show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM chat_lines WHERE show = $1", [.id(show)])
        try connection.execute("DELETE FROM chat_mutes WHERE show = $1", [.id(show)])
    }

    static func mute(_ viewer: ViewerID, show: ShowID, until: Timestamp, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO chat_mutes (show, viewer, until) VALUES ($1, $2, $3)
            ON CONFLICT (show, viewer) DO UPDATE SET until = excluded.until
            """, [.id(show), .id(viewer), .time(until)])
    }

    static func unmute(_ viewer: ViewerID, show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM chat_mutes WHERE show = $1 AND viewer = $2", [.id(show), .id(viewer)])
    }

    static func mutes(of show: ShowID, in connection: any Connection) throws -> [ViewerID: Timestamp] {
        let rows = try connection.query("SELECT viewer, until FROM chat_mutes WHERE show = $1", [.id(show)])
        var mutes: [ViewerID: Timestamp] = [:]
        for row in rows { mutes[try row.identifier("viewer")] = try row.timestamp("until") }
        return mutes
    }
}
