package import Domain

/// The JSON form; `mine` is known only where one caller is answered.
package struct VoteBody: Codable, Sendable {
    package struct Answer: Codable, Sendable {
        package let text: String
        @ExplicitNull package var picture: String?
        package let count: Int
    }

    package let id: VoteID
    package let question: String
    package let answers: [Answer]
    package let state: VoteState
    package let pinned: Bool
    @ExplicitNull package var endsAt: Timestamp?
    @ExplicitNull package var mine: Int?

    package init(_ vote: Vote, mine: Int? = nil) {
        id = vote.id
        question = vote.question
        answers = zip(vote.answers, vote.counts).map { Answer(text: $0.text, picture: $0.picture, count: $1) }
        state = vote.state
        pinned = vote.pinned
        _endsAt = ExplicitNull(wrappedValue: vote.endsAt)
        _mine = ExplicitNull(wrappedValue: mine)
    }
}
