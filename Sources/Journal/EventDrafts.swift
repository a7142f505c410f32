import Database
package import Domain
import Foundation

/// The events that a transaction wants to tell, collected while it runs.
package struct EventDrafts {
    /// The moment of the transaction, which all its events and rows carry.
    package let now: Timestamp

    private var drafts: [Event] = []

    package init(now: Timestamp) {
        self.now = now
    }

    var count: Int { drafts.count }

    /// Adds an event; `payload` becomes a compact JSON object with its members in alphabetical order.
    package mutating func append(
        _ kind: EventKind,
        show: ShowID? = nil,
        viewer: ViewerID? = nil,
        market: MarketID? = nil,
        _ payload: some Encodable
    ) throws {
        let json = String(decoding: try Self.encoder.encode(payload), as: UTF8.self)
        drafts.append(
            Event(position: 0, at: now, kind: kind, show: show, viewer: viewer, market: market, payload: json))
    }

    /// Writes the drafts, in order, as the last statements of their transaction.
    func store(in connection: any Connection) throws {
        for draft in drafts {
            try connection.execute(
                """
                INSERT INTO journal_events (at, kind, show, viewer, market, payload)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    .time(draft.at), .word(draft.kind), .id(draft.show), .id(draft.viewer), .id(draft.market),
                    .text(draft.payload),
                ])
        }
    }

    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
}
