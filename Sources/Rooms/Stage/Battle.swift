internal import Domain

/// A battle between two shows, from the challenge to its end; both shows are told of this one.
///
/// ```
/// asked ──▶ running ──▶ ended
///   └──▶ gone
/// ```
struct Battle: Sendable {
    typealias Corner = PKBattle.Corner

    enum Phase: Sendable, Hashable {
        case asked(until: Timestamp)
        case running(since: Timestamp, until: Timestamp)
        case ended(since: Timestamp, at: Timestamp, winner: Corner?, Cause)
        case gone
    }

    /// What ended it.
    enum Cause: String, Codable, Sendable {
        case time
        case stopped
        /// A side's host was away.
        case away
        /// A side's show ended.
        case over
    }

    let id: BattleID
    let challenger: BattleParty
    let challenged: BattleParty
    let minutes: Int
    private(set) var phase: Phase
    private(set) var revision = 1
    private var score = PKBattle()
    private var awaySince: [Corner: Timestamp] = [:]

    init(id: BattleID, by challenger: BattleParty, to challenged: BattleParty, minutes: Int, at now: Timestamp) {
        self.id = id
        self.challenger = challenger
        self.challenged = challenged
        self.minutes = minutes
        phase = .asked(until: now + PKBattle.Limit.unanswered)
    }

    func points(of corner: Corner) -> Int { score.points(of: corner) }

    var isOpen: Bool {
        switch phase {
        case .asked, .running: true
        case .ended, .gone: false
        }
    }

    func corner(of show: ShowID) -> Corner { show == challenger.show ? .challenger : .challenged }

    mutating func accept(at now: Timestamp) throws(StageError) {
        guard case .asked = phase else { throw .noChallenge }
        step(to: .running(since: now, until: now + .seconds(60 * minutes)))
    }

    /// Refuses a challenge, takes it back, or ends the battle before its time.
    mutating func stop(at now: Timestamp) throws(StageError) {
        switch phase {
        case .asked: step(to: .gone)
        case .running(let since, _): step(to: .ended(since: since, at: now, winner: score.leader, .stopped))
        case .ended, .gone: throw .noBattle
        }
    }

    /// A side's show is no more on air.
    mutating func leave(_ corner: Corner, at now: Timestamp) {
        switch phase {
        case .asked: step(to: .gone)
        case .running(let since, _): step(to: .ended(since: since, at: now, winner: corner.other, .over))
        case .ended, .gone: break
        }
    }

    mutating func cheer(_ corner: Corner, by person: ViewerID, at now: Timestamp) throws(StageError) {
        try checkRunning(at: now)
        try score.cheer(corner, by: person, at: now)
        revision += 1
    }

    mutating func voice(_ corner: Corner, by person: ViewerID, at now: Timestamp) throws(StageError) {
        try checkRunning(at: now)
        score.voice(corner, by: person)
        revision += 1
    }

    /// Counts orders that were paid in a show.
    mutating func orders(_ count: Int, in corner: Corner) {
        guard case .running = phase, count > 0 else { return }
        score.orders(count, in: corner)
        revision += 1
    }

    /// Takes in whether a side's host is there.
    mutating func note(_ corner: Corner, isThere: Bool, at now: Timestamp) {
        if isThere {
            awaySince[corner] = nil
        } else if awaySince[corner] == nil {
            awaySince[corner] = now
        }
    }

    /// Ends what is overdue: a challenge, a battle, or one that a side has left alone.
    mutating func tick(at now: Timestamp) {
        switch phase {
        case .asked(let until) where now >= until:
            step(to: .gone)
        case .running(let since, let until) where now >= until:
            step(to: .ended(since: since, at: until, winner: score.leader, .time))
        case .running(let since, _):
            let lost = awaySince.filter { now - max($0.value, since) >= PKBattle.Limit.away }
            guard let first = lost.min(by: { $0.value < $1.value }) else { return }
            // Where both are away, who was away first has lost.
            let isEven = lost.count == 2 && Set(lost.values.map { max($0, since) }).count == 1
            step(to: .ended(since: since, at: now, winner: isEven ? nil : first.key.other, .away))
        case .asked, .ended, .gone:
            break
        }
    }

    private func checkRunning(at now: Timestamp) throws(StageError) {
        guard case .running(_, let until) = phase, now < until else { throw .noBattle }
    }

    private mutating func step(to next: Phase) {
        phase = next
        revision += 1
    }
}
