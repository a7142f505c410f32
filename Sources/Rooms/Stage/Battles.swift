internal import Domain

/// Joins two rooms of this process for a battle: one start, one end and one score for both.
///
/// It decides; the rooms show what they are told, and report what counts.
actor Battles {
    /// A show that takes part.
    struct Side: Sendable {
        let party: BattleParty
        let room: Room
    }

    /// What a room says once a beat while it is in a battle.
    struct Report: Sendable {
        let show: ShowID
        let isHostThere: Bool
        /// Orders that were paid since the last one.
        let orders: Int
    }

    private struct Match {
        var battle: Battle
        let challenger: Room
        let challenged: Room
    }

    private var matches: [BattleID: Match] = [:]
    /// The battle that keeps a show from others.
    private var taken: [ShowID: BattleID] = [:]

    func challenge(
        _ id: BattleID, by challenger: Side, to challenged: Side, minutes: Int, at now: Timestamp
    ) async throws(StageError) {
        let shows = [challenger.party.show, challenged.party.show]
        guard shows.allSatisfy({ taken[$0] == nil }) else { throw .battleTaken }
        let battle = Battle(id: id, by: challenger.party, to: challenged.party, minutes: minutes, at: now)
        matches[id] = Match(battle: battle, challenger: challenger.room, challenged: challenged.room)
        for show in shows { taken[show] = id }
        await tell(id)
    }

    func answer(_ accept: Bool, by show: ShowID, at now: Timestamp) async throws(StageError) {
        guard let match = match(of: show), match.battle.corner(of: show) == .challenged,
            case .asked = match.battle.phase
        else { throw .noChallenge }
        try await change(of: show) { battle throws(StageError) in
            if accept { try battle.accept(at: now) } else { try battle.stop(at: now) }
        }
    }

    func stop(by show: ShowID, at now: Timestamp) async throws(StageError) {
        try await change(of: show) { battle throws(StageError) in try battle.stop(at: now) }
    }

    func cheer(
        _ side: BattleSide, by person: ViewerID, from show: ShowID, at now: Timestamp
    ) async throws(StageError) {
        try await change(of: show) { battle throws(StageError) in
            try battle.cheer(battle.corner(of: side, seenFrom: show), by: person, at: now)
        }
    }

    func voice(
        _ side: BattleSide, by person: ViewerID, from show: ShowID, at now: Timestamp
    ) async throws(StageError) {
        try await change(of: show) { battle throws(StageError) in
            try battle.voice(battle.corner(of: side, seenFrom: show), by: person, at: now)
        }
    }

    /// Takes a beat of a room that is in a battle.
    func report(_ report: Report, at now: Timestamp) async {
        // A show that is in none has been told so, or is about to be.
        try? await change(of: report.show) { battle in
            let corner = battle.corner(of: report.show)
            battle.orders(report.orders, in: corner)
            battle.note(corner, isThere: report.isHostThere, at: now)
            battle.tick(at: now)
        }
    }

    /// A show has ended, or its room has.
    func leave(_ show: ShowID, at now: Timestamp) async {
        try? await change(of: show) { battle in battle.leave(battle.corner(of: show), at: now) }
    }

    private func match(of show: ShowID) -> Match? { taken[show].flatMap { matches[$0] } }

    /// Changes the battle that a show is in, and tells both rooms.
    private func change(
        of show: ShowID, _ body: (inout Battle) throws(StageError) -> Void
    ) async throws(StageError) {
        // In its place: a copy would be one of every voice.
        guard let id = taken[show], let index = matches.index(forKey: id) else { throw .noBattle }
        let before = matches.values[index].battle.revision
        try body(&matches.values[index].battle)
        if matches.values[index].battle.revision != before { await tell(id) }
    }

    private func tell(_ id: BattleID) async {
        guard let match = matches[id] else { return }
        let battle = match.battle
        if !battle.isOpen {
            matches[id] = nil
            taken[battle.challenger.show] = nil
            taken[battle.challenged.show] = nil
        }
        await match.challenger.battleMoved(battle.seen(from: .challenger))
        await match.challenged.battleMoved(battle.seen(from: .challenged))
    }
}

extension Battle {
    fileprivate func corner(of side: BattleSide, seenFrom show: ShowID) -> Corner {
        let own = corner(of: show)
        return side == .ours ? own : own.other
    }
}
