internal import Domain

extension Stage {
    /// What the plane of packets is to do; `hostsHere` are those in the room who may see a private show.
    func lineup(hostsHere: Set<ViewerID>) -> Lineup {
        var lineup = Lineup(loudest: scene.loudest, audience: audience(hostsHere), visitor: visitor)
        let cameras = hosts.map(performer(of:))
        let isPlain =
            seats.isEmpty && lineup.loudest == 0 && lineup.audience == nil && lineup.visitor == nil
            && cameras.allSatisfy { $0.isHeard && $0.isSeen }
        guard !isPlain else { return .plain }
        lineup.performers = cameras + seats.map(performer(of:)).sorted { ($0.slot ?? 0) < ($1.slot ?? 0) }
        return lineup
    }

    private func performer(of host: StageHost) -> Lineup.Performer {
        let mute = mutes[host.person] ?? StageMute()
        return Lineup.Performer(
            person: host.person, slot: scene.loudest > 0 ? nil : host.slot,
            isHeard: hostSwitches.microphone && !mute.isMuted, isSeen: hostSwitches.camera && !mute.isHidden)
    }

    private func performer(of seat: Seat) -> Lineup.Performer {
        let mute = mutes[seat.person] ?? StageMute()
        return Lineup.Performer(
            person: seat.person, slot: seat.slot, isHeard: seat.microphone && !mute.isMuted,
            isSeen: seat.camera && !mute.isHidden)
    }

    private func audience(_ hostsHere: Set<ViewerID>) -> Set<ViewerID>? {
        guard scene.isPrivate else { return nil }
        return hostsHere.union(hosts.map(\.person)).union(seats.map(\.person))
    }

    private var visitor: Lineup.Visitor? {
        guard let battle, battle.state == .running, let slot = scene.opponent else { return nil }
        return Lineup.Visitor(show: battle.opponent.show, slot: slot)
    }
}
