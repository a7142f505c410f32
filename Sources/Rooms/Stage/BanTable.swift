internal import Database
internal import Domain

/// Who may not watch a show any more.
enum BanTable {
    static let migrations = [
        Migration(
            "rooms.bans", 1,
            [
                """
                CREATE TABLE stage_bans (
                    show TEXT NOT NULL,
                    viewer TEXT NOT NULL,
                    by_whom TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (show, viewer)
                )
                """
            ])
    ]

    static func ban(
        _ person: ViewerID, show: ShowID, by: ViewerID, at: Timestamp, in connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO stage_bans (show, viewer, by_whom, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (show, viewer) DO NOTHING
            """, [.id(show), .id(person), .id(by), .time(at)])
    }

    static func unban(_ person: ViewerID, show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM stage_bans WHERE show = $1 AND viewer = $2", [.id(show), .id(person)])
    }

    static func isBanned(_ person: ViewerID, show: ShowID, in connection: any Connection) throws -> Bool {
        try !connection.query(
            "SELECT viewer FROM stage_bans WHERE show = $1 AND viewer = $2", [.id(show), .id(person)]
        ).isEmpty
    }

    static func bans(of show: ShowID, in connection: any Connection) throws -> Set<ViewerID> {
        let rows = try connection.query("SELECT viewer FROM stage_bans WHERE show = $1", [.id(show)])
        return Set(try rows.map { try $0.identifier("viewer") })
    }

    static func forget(_ show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM stage_bans WHERE show = $1", [.id(show)])
    }
}
