internal import Domain

/// A battle as one of its shows sees it.
struct StageBattle: Sendable, Hashable {
    enum State: String, Codable, Sendable {
        /// By us.
        case asked
        /// To us.
        case offered
        case running
        case ended
        /// Taken back, refused, or not answered: there is nothing of it any more.
        case gone
    }

    enum Winner: String, Codable, Sendable {
        case ours
        case theirs
        case even
    }

    let id: BattleID
    /// Grows with every change: news may arrive in another order.
    let revision: Int
    let state: State
    let opponent: BattleParty
    let minutes: Int
    let startsAt: Timestamp?
    let endsAt: Timestamp?
    let ours: Int
    let theirs: Int
    let winner: Winner?
    let cause: Battle.Cause?

    /// Whether it still keeps both shows from another one.
    var isOpen: Bool { state == .asked || state == .offered || state == .running }
}
