internal import Database
internal import Domain
internal import Foundation

/// Questions and voices of all shows.
enum VoteTable {
    static let migrations = [
        Migration(
            "rooms.votes", 1,
            [
                """
                CREATE TABLE votes (
                    id TEXT PRIMARY KEY,
                    show TEXT NOT NULL,
                    question TEXT NOT NULL,
                    answers TEXT NOT NULL,
                    state TEXT NOT NULL,
                    pinned BIGINT NOT NULL,
                    ends_at BIGINT
                )
                """,
                "CREATE INDEX votes_show ON votes (show, id)",
                """
                CREATE TABLE ballots (
                    vote TEXT NOT NULL REFERENCES votes (id),
                    viewer TEXT NOT NULL,
                    answer BIGINT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (vote, viewer)
                )
                """,
            ])
    ]

    static func insert(_ vote: Vote, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO votes (id, show, question, answers, state, pinned, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .id(vote.id), .id(vote.show), .text(vote.question),
                .text(String(decoding: try JSONEncoder().encode(vote.answers), as: UTF8.self)), .word(vote.state),
                .flag(vote.pinned), .time(vote.endsAt),
            ])
    }

    static func update(_ vote: Vote, in connection: any Connection) throws {
        try connection.execute(
            "UPDATE votes SET state = $2, pinned = $3 WHERE id = $1",
            [.id(vote.id), .word(vote.state), .flag(vote.pinned)])
    }

    /// Stores a voice; a second one of the same viewer replaces the first.
    static func cast(_ ballot: Ballot, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO ballots (vote, viewer, answer, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (vote, viewer) DO UPDATE SET answer = excluded.answer, at = excluded.at
            """, [.id(ballot.vote), .id(ballot.viewer), .count(ballot.answer), .time(ballot.at)])
    }

    /// The vote in front of a show: open, or closed with its result pinned.
    static func inFront(of show: ShowID, in connection: any Connection) throws -> Vote? {
        let rows = try connection.query(
            """
            SELECT id, question, answers, state, pinned, ends_at FROM votes
            WHERE show = $1 AND (state = 'open' OR pinned = 1) ORDER BY id DESC LIMIT 1
            """, [.id(show)])
        guard let row = rows.first else { return nil }
        let answers = try JSONDecoder().decode([VoteAnswer].self, from: Data(try row.text("answers").utf8))
        return Vote(
            id: try row.identifier("id"), show: show, question: try row.text("question"), answers: answers,
            counts: [Int](repeating: 0, count: answers.count), state: try row.word("state"),
            pinned: try row.flag("pinned"),
            endsAt: try row.optionalTimestamp("ends_at"))
    }

    static func choices(in vote: VoteID, in connection: any Connection) throws -> [ViewerID: Int] {
        let rows = try connection.query("SELECT viewer, answer FROM ballots WHERE vote = $1", [.id(vote)])
        var choices: [ViewerID: Int] = [:]
        for row in rows { choices[try row.identifier("viewer")] = try row.count("answer") }
        return choices
    }

    static func forget(_ show: ShowID, in connection: any Connection) throws {
        try connection.execute(
            "DELETE FROM ballots WHERE vote IN (SELECT id FROM votes WHERE show = $1)", [.id(show)])
        try connection.execute("DELETE FROM votes WHERE show = $1", [.id(show)])
    }

    /// Takes older results down: one question is in front at a time.
    static func unpinOthers(than vote: VoteID, show: ShowID, in connection: any Connection) throws {
        try connection.execute("UPDATE votes SET pinned = 0 WHERE show = $1 AND id <> $2", [.id(show), .id(vote)])
    }
}
