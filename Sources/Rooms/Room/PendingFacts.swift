internal import Domain
internal import Journal

/// What a room has taken since its last commit, to be stored in one transaction.
struct PendingFacts: Sendable {
    /// A line with the connection that waits for its answer.
    struct Line: Sendable {
        let line: NewChatLine
        let socket: SocketID
        let client: String?
    }

    /// A fact that has no table of its own.
    struct Note: Sendable {
        let kind: EventKind
        let viewer: ViewerID
        let market: MarketID
        /// What was measured, where the fact is a measurement.
        let beacon: QualityBeacon?
    }

    var lines: [Line] = []
    var ballots: [Ballot] = []
    var notes: [Note] = []
    /// The vote whose counts are due.
    var count: Vote?

    /// Takes back, before all newer ones, facts that were not stored.
    mutating func putBack(_ facts: PendingFacts) {
        lines = facts.lines + lines
        ballots = facts.ballots + ballots
        notes = facts.notes + notes
        count = count ?? facts.count
    }

    var isEmpty: Bool { lines.isEmpty && ballots.isEmpty && notes.isEmpty && count == nil }
}
