internal import Database
internal import Domain
internal import Journal

/// Reads and writes what a room keeps.
struct RoomStore: Sendable {
    private let database: any Database
    private let journal: Journal

    init(_ dependencies: RoomDependencies) {
        database = dependencies.database
        journal = dependencies.journal
    }

    /// Everything a room needs to open, as of one moment.
    func open(_ show: ShowID) async throws -> RoomOpening {
        try await StageStore(database: database, journal: journal).closeCalls(of: show)
        // The position is read first: what is committed meanwhile is told again, and changes nothing the second time.
        let position = try await journal.lastPosition()
        return try await database.read { connection in
            guard let found = try ShowTable.find(show, in: connection) else { throw ShowError.unknown(show) }
            let vote = try VoteTable.inFront(of: show, in: connection)
            return RoomOpening(
                show: found,
                lines: try ChatTable.newest(ChatLog.capacity, of: show, in: connection),
                mutes: try ChatTable.mutes(of: show, in: connection),
                vote: vote,
                choices: try vote.map { try VoteTable.choices(in: $0.id, in: connection) } ?? [:],
                bans: try BanTable.bans(of: show, in: connection),
                position: position)
        }
    }

    func isBanned(_ person: ViewerID, show: ShowID) async throws -> Bool {
        try await database.read { try BanTable.isBanned(person, show: show, in: $0) }
    }

    /// Stores what a room has taken since its last commit, in one transaction.
    func commit(_ facts: PendingFacts, of show: ShowID) async throws {
        try await journal.write { connection, events in
            // A room may live a moment longer than its show: nothing of it must fall to the next one of that id.
            guard try ShowTable.find(show, in: connection) != nil else { throw ShowError.unknown(show) }
            for line in facts.lines.map(\.line) {
                try ChatTable.insert(line, show: show, at: events.now, in: connection)
                try events.append(
                    .chatSaid, show: show, viewer: line.viewer, market: line.market,
                    ChatSaidPayload(message: line.id, name: line.name, role: line.role, text: line.text))
            }
            for ballot in facts.ballots {
                try VoteTable.cast(ballot, in: connection)
                try events.append(
                    .voteCast, show: show, viewer: ballot.viewer,
                    VoteCastPayload(vote: ballot.vote, answer: ballot.answer))
            }
            for note in facts.notes {
                if let beacon = note.beacon {
                    try events.append(note.kind, show: show, viewer: note.viewer, market: note.market, beacon)
                } else {
                    try events.append(note.kind, show: show, viewer: note.viewer, market: note.market, NoPayload())
                }
            }
            if let count = facts.count {
                try events.append(.voteChanged, show: show, VoteChangedPayload(vote: VoteBody(count)))
            }
        }
    }

    func open(_ vote: Vote) async throws {
        try await journal.write { connection, events in
            try VoteTable.insert(vote, in: connection)
            try VoteTable.unpinOthers(than: vote.id, show: vote.show, in: connection)
            try events.append(.voteChanged, show: vote.show, VoteChangedPayload(vote: VoteBody(vote)))
        }
    }

    func close(_ vote: Vote) async throws {
        try await journal.write { connection, events in
            try VoteTable.update(vote, in: connection)
            try events.append(.voteChanged, show: vote.show, VoteChangedPayload(vote: VoteBody(vote)))
        }
    }

    /// Hides a line; false when there is none that was seen.
    func hide(_ message: ChatMessageID, show: ShowID, by who: String) async throws -> Bool {
        try await journal.write { connection, events in
            guard try ChatTable.hide(message, show: show, in: connection) else { return false }
            try events.append(.chatHidden, show: show, ChatHiddenPayload(message: message, by: who))
            return true
        }
    }

    func mute(_ viewer: ViewerID, show: ShowID, for duration: Duration, by who: String) async throws -> Timestamp {
        try await journal.write { connection, events in
            let until = events.now + duration
            if duration > .zero {
                try ChatTable.mute(viewer, show: show, until: until, in: connection)
            } else {
                try ChatTable.unmute(viewer, show: show, in: connection)
            }
            try events.append(
                .chatMuted, show: show, viewer: viewer,
                ChatMutedPayload(seconds: duration.components.seconds, by: who))
            return until
        }
    }
}
