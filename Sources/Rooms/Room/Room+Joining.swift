internal import Domain
internal import Journal

/// How somebody comes in, and how a slow reader is brought up to date.
extension Room {
    func welcome(_ newcomer: RoomSocket, _ join: ClientMessage.Join, at now: Timestamp) {
        guard presence.sockets[newcomer.id] == nil else {
            audience.send(.refused(.malformed("“join” is said once."), client: nil), to: newcomer.id)
            return
        }
        var socket = newcomer
        if let name = join.name.flatMap({ ChatText.name($0, limits: dependencies.settings.chat) }) {
            socket.name = name
        }
        if let market = join.market { socket.market = market }
        if presence.join(socket) { note(.viewerJoined, by: socket) }
        emptySince = nil
        joinStage(socket)
        // What is outgoing is among what was missed: written now, it does not come a second time.
        flush(at: now)
        if let after = join.after, after <= position, let missed = recent.missed(after: after) {
            audience.welcome(socket.id, with: missed + [presence.message] + stageMessages(for: socket))
            tellLayers(to: socket)
        } else {
            orderSnapshot(for: socket.id)
        }
    }

    /// A socket that had to be skipped gets the whole picture again.
    func refresh(_ id: SocketID) {
        guard presence.sockets[id] != nil else { return }
        orderSnapshot(for: id)
    }
}
