internal import Domain

/// How sockets are told of the stage.
extension Room {
    /// What somebody who comes in is told of the stage.
    func stageMessages(for socket: RoomSocket) -> [RoomMessage] {
        let body = stage.body(seenBy: socket.viewer, role: socket.role)
        var messages = [RoomMessage(RoomMessage.StageTold(stage: body))]
        if socket.role >= .moderator {
            messages.append(RoomMessage(RoomMessage.HandsTold(hands: stage.handBodies)))
        }
        let mine = stage.mine(of: socket.viewer, role: socket.role)
        messages.append(RoomMessage(RoomMessage.MineTold(mine: mine)))
        return messages
    }

    /// Tells what has changed, unless something was told a moment ago: then the next beat does.
    ///
    /// What goes to everybody is outgoing then; true when something is.
    func tellStage(at now: Timestamp) -> Bool {
        guard stageTelling.isTime(at: now) else { return false }
        let mine = changedMine()
        let isTold = [tellBody(to: Set(mine.keys)), tellHands(), tell(mine)].contains(true)
        stageTelling.isDue = false
        if isTold { stageTelling.toldAt = now }
        return isTold
    }

    /// Tells the stage, of a private show to each what they may see.
    ///
    /// `moved` are those who may see more now, or less.
    private func tellBody(to moved: Set<ViewerID>) -> Bool {
        let (open, inner) = (stage.body(), stage.body(role: .host))
        let (isOpenNew, isInnerNew) = (open != stageTelling.open, inner != stageTelling.inner)
        stageTelling.open = open
        stageTelling.inner = inner
        guard stage.scene.isPrivate else {
            if isOpenNew { outgoing.append(RoomMessage(RoomMessage.StageTold(stage: open))) }
            return isOpenNew
        }
        let messages = (
            open: RoomMessage(RoomMessage.StageTold(stage: open)),
            inner: RoomMessage(RoomMessage.StageTold(stage: inner))
        )
        for socket in presence.sockets.values {
            let isInside = stage.isInCall(socket.viewer, role: socket.role)
            guard isInside ? isInnerNew : isOpenNew || moved.contains(socket.viewer) else { continue }
            audience.send(isInside ? messages.inner : messages.open, to: socket.id)
        }
        return isOpenNew || isInnerNew
    }

    private func tellHands() -> Bool {
        let hands = stage.handBodies
        guard hands != stageTelling.hands else { return false }
        stageTelling.hands = hands
        tell(RoomMessage(RoomMessage.HandsTold(hands: hands)), to: .moderator)
        return true
    }

    /// With whom things stand otherwise than they were last told.
    private func changedMine() -> [ViewerID: MineBody] {
        let concerned = stage.concerned.union(stageTelling.mine.keys)
        var changed: [ViewerID: MineBody] = [:]
        for person in concerned {
            let role = presence.socket(of: person)?.role ?? .viewer
            let mine = stage.mine(of: person, role: role)
            if mine != stageTelling.mine[person] ?? stage.usual(role) { changed[person] = mine }
        }
        return changed
    }

    private func tell(_ changed: [ViewerID: MineBody]) -> Bool {
        guard !changed.isEmpty else { return false }
        for (person, mine) in changed {
            let sockets = presence.sockets(of: person)
            stageTelling.mine[person] = mine == stage.usual(sockets.map(\.role).max() ?? .viewer) ? nil : mine
            let message = RoomMessage(RoomMessage.MineTold(mine: mine))
            for socket in sockets { audience.send(message, to: socket.id) }
        }
        return true
    }
}
