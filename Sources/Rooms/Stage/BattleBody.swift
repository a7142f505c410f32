package import Domain

/// `Battle` of the interface, as one of its shows sees it.
package struct BattleBody: Codable, Sendable, Equatable {
    package struct Score: Codable, Sendable, Equatable {
        package let ours: Int
        package let theirs: Int
    }

    package let id: BattleID
    package let state: String
    package let opponent: BattleParty
    package let slot: Int
    package let minutes: Int
    @ExplicitNull package var startsAt: Timestamp?
    @ExplicitNull package var endsAt: Timestamp?
    package let score: Score
    @ExplicitNull package var winner: String?
    /// The caller's own; null where all are told the same.
    @ExplicitNull package var voice: BattleSide?

    init(_ battle: StageBattle, slot: Int, voice: BattleSide?) {
        id = battle.id
        state = battle.state.rawValue
        opponent = battle.opponent
        self.slot = slot
        minutes = battle.minutes
        _startsAt = ExplicitNull(wrappedValue: battle.startsAt)
        _endsAt = ExplicitNull(wrappedValue: battle.endsAt)
        score = Score(ours: battle.ours, theirs: battle.theirs)
        _winner = ExplicitNull(wrappedValue: battle.winner?.rawValue)
        _voice = ExplicitNull(wrappedValue: voice)
    }
}
