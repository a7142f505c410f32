internal import Domain

extension Stage {
    /// Carries a command out; `neighbour` is whom it is about, nil when that person is not in the room.
    ///
    /// `call` names the call that a customer's ringing begins. Commands of battles are permitted here and carried out by
    /// ``Battles``.
    mutating func perform(
        _ command: StageCommand, by caller: StageCaller, about neighbour: StageNeighbour? = nil, call: CallID,
        at now: Timestamp
    ) throws(StageError) {
        try permit(command, by: caller)
        switch command {
        case .raise(let camera, let product):
            try raise(camera: camera, product: product, by: caller, call: call, at: now)
        case .lower(let note): try lower(note: note, by: caller, at: now)
        case .accept: try accept(by: caller, at: now)
        case .set(let switches): try set(switches, by: caller)
        case .record(let agree): try record(agree, by: caller)
        case .mute(let person, let switches): try mute(person, switches)
        case .remove(let person): try remove(person, at: now)
        case .ban(let person): try ban(person, about: neighbour, by: caller, at: now)
        case .unban(let person): unban(person, by: caller)
        case .invite(let person): try invite(person, about: neighbour, at: now)
        case .seat(let person): try letOn(person, at: now)
        case .layout(let layout, let front): try arrange(layout, front: front)
        case .promise(let text): try pin(text, by: caller)
        case .cheer, .voice, .challenge, .answer, .stop: break
        }
    }

    /// Whether somebody may say this, whatever comes of it.
    func permit(_ command: StageCommand, by caller: StageCaller) throws(StageError) {
        guard caller.role >= command.role else { throw .needs(command.role) }
        guard caller.role >= .moderator || !isBanned(caller.person) else { throw .banned }
        guard command.isOfBattle else { return }
        guard scene.opponent != nil else { throw .wrongScene(scene.name) }
        switch command {
        case .cheer, .voice:
            // A host is a side.
            guard caller.role < .host else { throw .ofTheHouse }
            guard battle?.state == .running else { throw .noBattle }
        case .challenge:
            guard state == .live else { throw .notLive }
            guard battle?.isOpen != true else { throw .battleTaken }
        case .answer:
            guard battle?.state == .offered else { throw .noChallenge }
            guard state == .live else { throw .notLive }
        default:
            guard battle != nil else { throw .noBattle }
        }
    }
}
