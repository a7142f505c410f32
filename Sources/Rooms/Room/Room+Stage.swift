package import Domain
internal import Journal
internal import Logging

/// What a room does for its stage.
extension Room {
    /// Carries out a command at once, and gives the stage as its caller sees it then.
    package func perform(_ command: StageCommand, by caller: StageCaller) async throws(StageError) -> StageBody {
        let caller = known(caller)
        let now = dependencies.clock.now()
        let neighbour = command.person.flatMap(neighbour)
        try stage.perform(
            command, by: caller, about: neighbour, call: dependencies.identifiers.next(), at: now)
        if case .ban(let person) = command { links.director.yield(.end(person, show)) }
        if command.isOfBattle { try await fight(command, by: caller, at: now) }
        stageMoved(at: now)
        await storeFacts()
        return stage.body(seenBy: caller.person, role: caller.role)
    }

    /// Asks another show for a battle.
    func challenge(_ other: Room, minutes: Int?, by caller: StageCaller) async throws(StageError) -> StageBody {
        try permit(.challenge(other.show, minutes: minutes), by: caller)
        let minutes = minutes ?? PKBattle.Limit.usualMinutes
        guard PKBattle.Limit.minutes.contains(minutes) else {
            throw .invalid(field: "minutes", why: "a battle lasts 3–10 minutes")
        }
        guard let ours = battleSide, let theirs = await other.battleSide else { throw .opponentNotReady }
        try await links.battles.challenge(
            dependencies.identifiers.next(), by: ours, to: theirs, minutes: minutes, at: dependencies.clock.now())
        return stage.body(seenBy: caller.person, role: caller.role)
    }

    func permit(_ command: StageCommand, by caller: StageCaller) throws(StageError) {
        try stage.permit(command, by: caller)
    }

    private func fight(_ command: StageCommand, by caller: StageCaller, at now: Timestamp) async throws(StageError) {
        switch command {
        case .cheer(let side):
            try await links.battles.cheer(side, by: caller.person, from: show, at: now)
        case .voice(let side):
            try await links.battles.voice(side, by: caller.person, from: show, at: now)
            stage.voices[caller.person] = side
        case .answer(let accept):
            try await links.battles.answer(accept, by: show, at: now)
        case .stop where stage.battle?.state == .ended:
            stage.battle = nil
        case .stop:
            try await links.battles.stop(by: show, at: now)
        default:
            throw .invalid(field: "show", why: "a challenge goes from the one show to the other")
        }
    }

    /// This show as a side of a battle; nil while it can be none.
    var battleSide: Battles.Side? {
        guard stage.scene.opponent != nil, state == .live, access == .open else { return nil }
        return Battles.Side(party: BattleParty(show: show, title: title, host: stage.hostName), room: self)
    }

    /// Takes news of the battle that this show is in.
    func battleMoved(_ news: StageBattle) {
        stage.battleMoved(news)
        stageMoved(at: dependencies.clock.now())
    }

    /// Counts an order for the battle that is on.
    func countOrder(_ event: Event) {
        guard let battle = stage.battle, battle.state == .running, let start = battle.startsAt, event.at >= start else {
            return
        }
        paidOrders += 1
    }

    /// Whether somebody who is not a host may publish.
    package func admitPublisher(_ person: ViewerID) throws(StageError) {
        try stage.admitPublisher(person)
    }

    /// Whether somebody may be sent the show.
    func admitViewer(_ person: ViewerID?, role: Role) throws(StageError) {
        try stage.admitViewer(person, role: role)
    }

    func hostCame(_ host: StageHost) {
        stage.hostCame(host)
        stageMoved(at: dependencies.clock.now())
    }

    /// Somebody's media transport is warm, or has gone.
    package func performer(_ person: ViewerID, isReady: Bool) {
        if isReady { stage.ready.insert(person) } else { stage.ready.remove(person) }
        stageMoved(at: dependencies.clock.now())
    }

    /// Who is heard now, the loudest first.
    package func heard(_ people: [ViewerID]) {
        loud.note(people.filter { stage.seat(of: $0) != nil || stage.isHost($0) })
        let now = dependencies.clock.now()
        guard let message = loud.drain(at: now) else { return }
        outgoing.append(message)
        flush(at: now)
    }

    /// What the plane of packets is to do.
    var lineup: Lineup { stage.lineup(hostsHere: stage.scene.isPrivate ? presence.hosts : []) }

    /// The caller under the name that the room knows.
    private func known(_ caller: StageCaller) -> StageCaller {
        var caller = caller
        guard let socket = presence.socket(of: caller.person) else { return caller }
        caller.isHere = true
        caller.name = socket.name
        return caller
    }

    private func neighbour(_ person: ViewerID) -> StageNeighbour? {
        presence.socket(of: person).map { StageNeighbour(name: $0.name, role: $0.role) }
    }
}
