internal import Domain
internal import Logging

/// How snapshots are drawn: beside the room's inputs, which go on meanwhile.
extension Room {
    /// A snapshot without its closing `me`, and the position it covers.
    private struct Drawn {
        let position: Int64
        let body: [UInt8]
    }

    /// Draws for all who wait, once for each market, until nobody does.
    func drawSnapshots() async {
        while !waiting.isEmpty {
            let sockets = waiting.compactMap { presence.sockets[$0] }
            waiting.removeAll()
            for (market, sockets) in Dictionary(grouping: sockets, by: \.market) {
                do {
                    let drawn = try await draw(for: market)
                    flush(at: dependencies.clock.now())
                    for socket in sockets { give(drawn, to: socket) }
                } catch {
                    logger.error("A snapshot could not be drawn", metadata: ["error": "\(error)"])
                    // The client comes back after a pause of its own, instead of waiting for a picture for ever.
                    for socket in sockets { audience.close(socket.id) }
                }
            }
        }
    }

    /// The show as of the facts told before the drawing began.
    ///
    /// It may know of later ones too. They are told once more after it, and say the same: what a fact tells is how things
    /// stand, not how they changed. So however many come meanwhile, one drawing is enough.
    private func draw(for market: MarketID) async throws -> Drawn {
        let (position, revision, chat) = (position, revision, log)
        if let kept = cache.document(for: market, at: revision) {
            return Drawn(position: position, body: cache.body(for: market, at: position, document: kept, chat: chat))
        }
        let document = try await dependencies.snapshots.document(of: show, in: market)
        cache.keep(document, for: market, at: revision)
        return Drawn(position: position, body: cache.body(for: market, at: position, document: document, chat: chat))
    }

    private func give(_ drawn: Drawn, to socket: RoomSocket) {
        guard presence.sockets[socket.id] != nil else { return }
        // So much happened during the drawing that it is old already.
        guard let missed = recent.missed(after: drawn.position) else { return orderSnapshot(for: socket.id) }
        let me = SnapshotMe(
            viewer: socket.viewer, name: socket.name, role: socket.role, vote: board.choice(of: socket.viewer))
        var text = drawn.body
        text.append(contentsOf: #","me":"#.utf8)
        text.append(contentsOf: RoomJSON.encode(me))
        text.append(UInt8(ascii: "}"))
        let snapshot = RoomMessage(id: drawn.position, text: text)
        audience.welcome(socket.id, with: [snapshot] + missed + stageMessages(for: socket))
        tellLayers(to: socket)
    }
}
