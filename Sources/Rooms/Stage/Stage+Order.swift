internal import Domain

/// How moderators keep order on a stage.
extension Stage {
    /// Holds sound or picture back, or lets them go again: whatever the person switches.
    mutating func mute(_ person: ViewerID, _ switches: StageSwitches) throws(StageError) {
        guard isHost(person) || seat(of: person) != nil || hand(of: person) != nil else { throw .notOnStage }
        var mute = mutes[person] ?? StageMute()
        if let microphone = switches.microphone { mute.isMuted = !microphone }
        if let camera = switches.camera { mute.isHidden = !camera }
        mutes[person] = mute.isEmpty ? nil : mute
    }

    mutating func remove(_ person: ViewerID, at now: Timestamp) throws(StageError) {
        guard !isHost(person) else { throw .ofTheHouse }
        guard seat(of: person) != nil || hand(of: person) != nil else { throw .notOnStage }
        depart(person, .removed, at: now)
    }

    mutating func ban(
        _ person: ViewerID, about neighbour: StageNeighbour?, by caller: StageCaller, at now: Timestamp
    ) throws(StageError) {
        guard !isHost(person), person != caller.person, (neighbour?.role ?? .viewer) < .moderator else {
            throw .ofTheHouse
        }
        depart(person, .banned, at: now)
        ready.remove(person)
        if bans.insert(person).inserted { facts.append(.banned(person, by: caller.person)) }
    }

    mutating func unban(_ person: ViewerID, by caller: StageCaller) {
        if bans.remove(person) != nil { facts.append(.unbanned(person, by: caller.person)) }
    }
}
