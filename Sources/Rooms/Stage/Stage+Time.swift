internal import Domain

/// What happens on a stage by itself.
extension Stage {
    /// Somebody's last socket has gone.
    mutating func wentAway(_ person: ViewerID, at now: Timestamp) {
        guard absent[person] == nil, hand(of: person) != nil || seat(of: person) != nil else { return }
        absent[person] = now
    }

    mutating func cameBack(_ person: ViewerID) {
        if absent[person] != nil { absent[person] = nil }
    }

    /// Takes away who was away for too long, and calls that nobody has answered.
    mutating func tick(at now: Timestamp) {
        for (person, since) in absent where now - since >= StageLimits.absence { depart(person, .gone, at: now) }
        guard scene.isPrivate else { return }
        for hand in hands where now - hand.since >= PrivateCall.Limit.unanswered {
            depart(hand.person, .unanswered, at: now)
        }
        missed = missed.filter { now - $0.value.at < PrivateCall.Limit.lateNote }
    }

    /// The show is over, or its room is: everybody leaves.
    mutating func close(at now: Timestamp) {
        for person in hands.map(\.person) + seats.map(\.person) { depart(person, .over, at: now) }
        hosts = []
        hostSwitches = HostSwitches()
    }

    /// Takes news of a battle, unless newer ones came before.
    mutating func battleMoved(_ news: StageBattle) {
        if let heard = heardOfBattle {
            guard news.id > heard.id || (news.id == heard.id && news.revision > heard.revision) else { return }
        }
        let before = battle?.id == news.id ? battle?.state : nil
        heardOfBattle = (news.id, news.revision)
        if before == nil { voices = [:] }
        battle = news.state == .gone ? nil : news
        if news.startsAt != nil, before != .running, before != .ended { facts.append(.battleStarted(news)) }
        if news.state == .ended, before != .ended { facts.append(.battleEnded(news)) }
    }
}
