internal import Domain

extension Battle {
    /// The battle as one of its shows sees it.
    func seen(from corner: Corner) -> StageBattle {
        StageBattle(
            id: id, revision: revision, state: state(from: corner),
            opponent: corner == .challenger ? challenged : challenger, minutes: minutes, startsAt: times?.start,
            endsAt: times?.end, ours: points(of: corner), theirs: points(of: corner.other),
            winner: winner(from: corner), cause: cause)
    }

    private func state(from corner: Corner) -> StageBattle.State {
        switch phase {
        case .asked: corner == .challenger ? .asked : .offered
        case .running: .running
        case .ended: .ended
        case .gone: .gone
        }
    }

    private var times: (start: Timestamp, end: Timestamp)? {
        switch phase {
        case .running(let since, let until): (since, until)
        case .ended(let since, let at, _, _): (since, at)
        case .asked, .gone: nil
        }
    }

    private func winner(from corner: Corner) -> StageBattle.Winner? {
        guard case .ended(_, _, let winner, _) = phase else { return nil }
        guard let winner else { return .even }
        return winner == corner ? .ours : .theirs
    }

    private var cause: Cause? {
        if case .ended(_, _, _, let cause) = phase { cause } else { nil }
    }
}
