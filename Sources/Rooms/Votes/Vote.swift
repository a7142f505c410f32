package import Domain

/// A question to the room and what it answered so far.
package struct Vote: Sendable, Hashable {
    package let id: VoteID
    package let show: ShowID
    package let question: String
    package let answers: [VoteAnswer]
    package var counts: [Int]
    package var state: VoteState
    /// Whether the result stays in front after the close.
    package var pinned: Bool
    package var endsAt: Timestamp?
}
