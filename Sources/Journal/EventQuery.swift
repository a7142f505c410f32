import Database
import Domain

/// Which part of the log is asked for.
struct EventQuery: Sendable {
    var after: Int64
    var show: ShowID?
    var kinds: [EventKind]
    var limit: Int

    func run(in connection: any Connection) throws -> [Event] {
        var conditions = ["position > $1"]
        var arguments: [SQLValue] = [.integer(after), .count(limit)]
        if let show {
            arguments.append(.id(show))
            conditions.append("show = $\(arguments.count)")
        }
        if !kinds.isEmpty {
            let places = kinds.map { kind in
                arguments.append(.word(kind))
                return "$\(arguments.count)"
            }
            conditions.append("kind IN (\(places.joined(separator: ", ")))")
        }
        let rows = try connection.query(
            """
            SELECT position, at, kind, show, viewer, market, payload FROM journal_events
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY position LIMIT $2
            """, arguments)
        return try rows.map(Event.init(row:))
    }
}

extension Event {
    fileprivate init(row: Row) throws {
        self.init(
            position: try row.integer("position"),
            at: try row.timestamp("at"),
            kind: EventKind(rawValue: try row.text("kind")),
            show: try row.optionalIdentifier("show"),
            viewer: try row.optionalIdentifier("viewer"),
            market: try row.optionalIdentifier("market"),
            payload: try row.text("payload"))
    }
}
