package import Database
package import Domain
package import Journal

/// Announces, airs and ends shows; each change is a fact of the journal.
package struct Shows: Sendable {
    private let database: any Database
    private let journal: Journal
    private let clock: any WallClock
    private let forget: Forgetting

    /// What other capabilities do, in the same transaction, when a show is removed.
    package typealias Forgetting = @Sendable (ShowID, any Connection) throws -> Void

    package init(
        database: any Database, journal: Journal, clock: any WallClock, forget: @escaping Forgetting = { _, _ in }
    ) {
        self.database = database
        self.journal = journal
        self.clock = clock
        self.forget = forget
    }

    package func find(_ id: ShowID) async throws -> Show {
        let show = try await database.read { try ShowTable.find(id, in: $0) }
        guard let show else { throw ShowError.unknown(id) }
        return show
    }

    /// On air first, then what comes soonest, then what ended last.
    package func list(
        _ states: Set<ShowState> = Set(ShowState.allCases), after: ShowID? = nil, limit: Int = ShowLimits.page
    ) async throws -> [Show] {
        guard !states.isEmpty else { return [] }
        return try await database.read { try ShowTable.list(states, after: after, limit: limit, in: $0) }
    }

    package func create(_ draft: ShowDraft) async throws -> Show {
        try draft.validate()
        let id = draft.id ?? Self.word(for: draft.title)
        return try await journal.write { connection, events in
            let show = Show(
                id: id, title: draft.title, description: draft.description, host: draft.host, language: draft.language,
                poster: draft.poster, state: .scheduled, access: draft.access, allowsLinks: draft.allowsLinks,
                startsAt: draft.startsAt, startedAt: nil, endedAt: nil, pinned: nil,
                scene: draft.scene, promise: nil, createdAt: events.now)
            guard try ShowTable.insert(show, in: connection) else { throw ShowError.exists(id) }
            try events.append(.showChanged, show: id, ShowChangedPayload(show))
            return show
        }
    }

    package func change(_ id: ShowID, _ change: ShowChange) async throws -> Show {
        try await update(id) { show in
            let draft = change.applied(to: show)
            try draft.validate()
            guard draft.scene == show.scene || show.state == .scheduled else {
                throw ShowError.sceneIsSet(show.state)
            }
            show.title = draft.title
            show.description = draft.description
            show.host = draft.host
            show.language = draft.language
            show.poster = draft.poster
            show.access = draft.access
            show.allowsLinks = draft.allowsLinks
            show.startsAt = draft.startsAt
            show.scene = draft.scene
        }
    }

    /// Steps a show to another state; asking for the state it has is no step.
    package func step(_ id: ShowID, to next: ShowState) async throws -> Show {
        let now = clock.now()
        return try await update(id) { show in
            guard show.state != next else { return }
            guard show.state.permits(next) else { throw ShowError.illegalStep(from: show.state, to: next) }
            show.state = next
            if next == .live, show.startedAt == nil { show.startedAt = now }
            if next == .ended { show.endedAt = now }
        }
    }

    /// Puts an ended show back on the air: for the demo's, which people may try everything on.
    package func revive(_ id: ShowID) async throws -> Show {
        let now = clock.now()
        return try await update(id) { show in
            guard show.state == .ended else { return }
            show.state = .live
            show.startedAt = now
            show.endedAt = nil
        }
    }

    /// Puts a product in front, or takes it away.
    package func pin(_ product: ProductID?, in id: ShowID, by who: String) async throws -> Show {
        try await journal.write { connection, events in
            guard var show = try ShowTable.find(id, in: connection) else { throw ShowError.unknown(id) }
            guard show.pinned != product else { return show }
            show.pinned = product
            try ShowTable.update(show, in: connection)
            try events.append(.pinChanged, show: id, PinChangedPayload(product: product, by: who))
            return show
        }
    }

    /// Removes a show that is not on air, with its chat, mutes, votes, bans and calls; another may have its id then.
    package func remove(_ id: ShowID) async throws {
        let forget = forget
        try await journal.write { connection, events in
            guard let show = try ShowTable.find(id, in: connection) else { throw ShowError.unknown(id) }
            guard !show.state.isOnAir else { throw ShowError.onAir(id) }
            try ChatTable.forget(id, in: connection)
            try VoteTable.forget(id, in: connection)
            try BanTable.forget(id, in: connection)
            try CallTable.forget(id, in: connection)
            try forget(id, connection)
            try ShowTable.remove(id, in: connection)
            try events.append(.showRemoved, show: id, NoPayload())
        }
    }

    private func update(
        _ id: ShowID, _ change: @escaping @Sendable (inout Show) throws -> Void
    ) async throws -> Show {
        try await journal.write { connection, events in
            guard var show = try ShowTable.find(id, in: connection) else { throw ShowError.unknown(id) }
            let before = show
            try change(&show)
            guard show != before else { return show }
            try ShowTable.update(show, in: connection)
            try events.append(.showChanged, show: id, ShowChangedPayload(show))
            return show
        }
    }

    /// A word for a show's links, drawn from its title with a short random end.
    private static func word(for title: String) -> ShowID {
        let letters = title.lowercased().unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) ? Character(scalar) : "-"
        }
        let stem = String(letters).split(separator: "-").joined(separator: "-").prefix(28)
        let end = String(UInt32.random(in: 0x1_0000...0xFFFF_FFFF), radix: 36)
        let trimmed = stem.hasSuffix("-") ? stem.dropLast() : stem
        return ShowID(trimmed.isEmpty ? "show-\(end)" : "\(trimmed)-\(end)")
    }
}
