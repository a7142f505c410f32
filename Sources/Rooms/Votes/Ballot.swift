internal import Domain

/// One viewer's voice in one vote.
struct Ballot: Sendable, Hashable {
    let vote: VoteID
    let viewer: ViewerID
    let answer: Int
    /// The answer this voice stood at before.
    let replaces: Int?
    let at: Timestamp
}
