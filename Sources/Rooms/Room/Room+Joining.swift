internal import Domain
internal import Journal
internal import Logging

/// How somebody comes in, and how a slow reader is brought up to date.
extension Room {
    func welcome(_ newcomer: RoomSocket, _ join: ClientMessage.Join, at now: Timestamp) async {
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
        if let after = join.after, after <= position, let missed = recent.missed(after: after) {
            audience.welcome(socket.id, with: missed + [presence.message])
        } else {
            await sendSnapshot(to: socket)
        }
    }

    /// A socket that had to be skipped gets the whole picture again.
    func refresh(_ id: SocketID) async {
        guard let socket = presence.sockets[id] else { return }
        await sendSnapshot(to: socket)
    }

    private func sendSnapshot(to socket: RoomSocket) async {
        do {
            let document = try await document(for: socket.market)
            // From here on nothing suspends: the snapshot and the broadcasts after it leave no gap.
            var text = cache.body(for: socket.market, at: position, document: document, chat: log)
            let me = SnapshotMe(
                viewer: socket.viewer, name: socket.name, role: socket.role, vote: board.choice(of: socket.viewer))
            text.append(contentsOf: #","me":"#.utf8)
            text.append(contentsOf: RoomJSON.encode(me))
            text.append(UInt8(ascii: "}"))
            audience.welcome(socket.id, with: [RoomMessage(id: position, text: text)])
        } catch {
            logger.error(
                "A snapshot could not be drawn", metadata: ["error": "\(error)", "viewer": "\(socket.viewer)"])
            audience.send(.refused(.unavailable, client: nil), to: socket.id)
        }
    }

    /// The show's document as of the facts already told; drawn again when one came while it was being drawn.
    private func document(for market: MarketID) async throws -> [UInt8] {
        while true {
            let drawn = revision
            if let kept = cache.document(for: market, at: drawn) { return kept }
            let document = try await dependencies.snapshots.document(of: show, in: market)
            cache.keep(document, for: market, at: drawn)
        }
    }
}
