internal import Domain

/// The payload of `stage.joined`.
struct StageJoinedPayload: Codable, Sendable {
    let slot: Int?
}

/// The payload of `stage.left`.
struct StageLeftPayload: Codable, Sendable {
    let cause: StageFact.Cause
}

/// The payload of `stage.banned` and `stage.unbanned`.
struct StageBannedPayload: Codable, Sendable {
    let by: ViewerID
}

/// The payload of `call.rung`.
struct CallRungPayload: Codable, Sendable {
    let call: CallID
    let product: ProductID?
}

/// The payload of `call.answered`.
struct CallAnsweredPayload: Codable, Sendable {
    let call: CallID
    let seconds: Int64
}

/// The payload of `call.ended`.
struct CallEndedPayload: Codable, Sendable {
    let call: CallID
    let cause: StageFact.Cause
    /// How long it was; absent when the server ended with it.
    let seconds: Int64?
}

/// The payload of `call.missed`.
struct CallMissedPayload: Codable, Sendable {
    let call: CallID
    let cause: StageFact.Cause
    let hasNote: Bool
}

/// The payload of `call.noted`.
struct CallNotedPayload: Codable, Sendable {
    let call: CallID
}

/// The payload of `call.done`.
struct CallDonePayload: Codable, Sendable {
    let call: CallID
    let by: String
}

/// The payload of `promise.pinned`.
struct PromisePinnedPayload: Codable, Sendable {
    @ExplicitNull var text: String?
    let by: ViewerID
}

/// The payload of `battle.started` and `battle.ended`, as one of the two shows sees it.
struct BattlePayload: Codable, Sendable {
    let battle: BattleID
    let opponent: ShowID
    let minutes: Int
    let startsAt: Timestamp?
    let endsAt: Timestamp?
    let score: BattleBody.Score
    let winner: StageBattle.Winner?
    let cause: Battle.Cause?

    init(_ battle: StageBattle) {
        self.battle = battle.id
        opponent = battle.opponent.show
        minutes = battle.minutes
        startsAt = battle.startsAt
        endsAt = battle.endsAt
        score = BattleBody.Score(ours: battle.ours, theirs: battle.theirs)
        winner = battle.winner
        cause = battle.cause
    }
}
