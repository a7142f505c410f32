internal import Domain

/// What people are told of a stage.
extension Stage {
    /// The stage as somebody sees it; nil is what everybody may see.
    func body(seenBy person: ViewerID? = nil, role: Role = .viewer) -> StageBody {
        let seesAll = !scene.isPrivate || isInCall(person, role: role)
        return StageBody(
            scene: scene.name, pictures: scene.pictures, sounds: scene.sounds, layout: layout, front: front,
            people: [hostBody] + (seesAll ? seats.map(body(of:)) : []), hands: hands.count, promise: promise,
            battle: battle.flatMap { battle in
                scene.opponent.map { BattleBody(battle, slot: $0, voice: person.flatMap { voices[$0] }) }
            },
            recording: seesAll ? recording : nil)
    }

    /// Whether somebody sees both sides of a private show's call.
    func isInCall(_ person: ViewerID?, role: Role) -> Bool {
        role >= .host || person.map { seat(of: $0) != nil } ?? false
    }

    private var hostBody: StageBody.Person {
        let mute = mutes[host] ?? StageMute()
        return StageBody.Person(
            person: host, name: hostName, role: .host, slot: hostSlot,
            microphone: hostSwitches.microphone, camera: hostSwitches.camera && scene.pictures > 0,
            muted: mute.isMuted, hidden: mute.isHidden)
    }

    private var hostSlot: Int? { scene.loudest > 0 ? nil : 1 }

    private func body(of seat: Seat) -> StageBody.Person {
        let mute = mutes[seat.person] ?? StageMute()
        return StageBody.Person(
            person: seat.person, name: seat.name, role: .guest, slot: seat.slot, microphone: seat.microphone,
            camera: seat.camera, muted: mute.isMuted, hidden: mute.isHidden)
    }

    var handBodies: [HandBody] {
        hands.map {
            HandBody(
                person: $0.person, name: $0.name, camera: $0.wantsCamera, product: $0.product, since: $0.since,
                isInvited: $0.isInvited, isReady: ready.contains($0.person))
        }
    }

    func mine(of person: ViewerID, role: Role) -> MineBody {
        let mute = mutes[person] ?? StageMute()
        if role >= .host { return MineBody(.seated, slot: hostSlot, mute: mute) }
        if isBanned(person), role < .moderator { return MineBody(.banned) }
        if let seat = seat(of: person) { return MineBody(.seated, slot: seat.slot, mute: mute) }
        guard let hand = hand(of: person) else { return MineBody(.none) }
        guard !hand.isInvited else { return MineBody(.invited, mute: mute) }
        let position = hands.filter { !$0.isInvited }.firstIndex { $0.person == person }.map { $0 + 1 }
        return MineBody(.raised, position: position, mute: mute)
    }

    /// How things stand with somebody of whom there is nothing to tell.
    func usual(_ role: Role) -> MineBody { role >= .host ? MineBody(.seated, slot: hostSlot) : MineBody(.none) }

    /// Of whom there may be more to tell than that they watch.
    var concerned: Set<ViewerID> {
        Set(hands.map(\.person)).union(seats.map(\.person)).union(bans).union([host])
    }
}
