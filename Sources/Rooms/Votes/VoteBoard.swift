internal import Domain

/// The vote in front of a room, with each viewer's voice.
struct VoteBoard {
    private(set) var vote: Vote?
    private var choices: [ViewerID: Int] = [:]
    private var countedAt = Timestamp(milliseconds: 0)
    private var changed = false

    init() {}

    init(vote: Vote, choices: [ViewerID: Int]) {
        self.vote = vote
        self.choices = choices
        recount()
    }

    mutating func open(_ vote: Vote) {
        self = VoteBoard(vote: vote, choices: [:])
    }

    /// Counts a voice; a second one of the same viewer replaces the first.
    ///
    /// Nil when it says the same again.
    mutating func cast(
        _ id: VoteID, by viewer: ViewerID, answer: Int, at now: Timestamp
    ) throws(Refusal) -> Ballot? {
        guard let vote, vote.id == id else { throw .unknownVote }
        guard vote.state == .open else { throw .voteClosed }
        guard vote.answers.indices.contains(answer) else { throw .unknownAnswer }
        let before = choices.updateValue(answer, forKey: viewer)
        guard before != answer else { return nil }
        if let before { self.vote?.counts[before] -= 1 }
        self.vote?.counts[answer] += 1
        changed = true
        return Ballot(vote: id, viewer: viewer, answer: answer, replaces: before, at: now)
    }

    /// Takes back, newest first, voices that could not be stored.
    mutating func restore(_ ballots: [Ballot]) {
        for ballot in ballots.reversed() where ballot.vote == vote?.id { choices[ballot.viewer] = ballot.replaces }
        recount()
        changed = true
    }

    func choice(of viewer: ViewerID) -> Int? { choices[viewer] }

    /// Whether the counts should be told now.
    mutating func takesCount(at now: Timestamp) -> Vote? {
        guard changed, let vote, vote.state == .open, now - countedAt >= VoteLimits.countInterval else { return nil }
        changed = false
        countedAt = now
        return vote
    }

    /// Whether the vote's time is over.
    func isOverdue(at now: Timestamp) -> Bool {
        guard let vote, vote.state == .open, let endsAt = vote.endsAt else { return false }
        return now >= endsAt
    }

    /// The vote as it will be once closed.
    func closed(pinned: Bool) -> Vote? {
        guard var vote else { return nil }
        vote.state = .closed
        vote.pinned = pinned
        return vote
    }

    mutating func close(_ vote: Vote) {
        self.vote = vote.pinned ? vote : nil
        changed = false
    }

    private mutating func recount() {
        guard let vote else { return }
        var counts = [Int](repeating: 0, count: vote.answers.count)
        for answer in choices.values where counts.indices.contains(answer) { counts[answer] += 1 }
        self.vote?.counts = counts
    }
}
