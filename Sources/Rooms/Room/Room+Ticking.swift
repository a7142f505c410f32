internal import Domain
internal import Journal
internal import Logging

/// The beat of a room: one commit and one write.
extension Room {
    func tick(at now: Timestamp) async {
        await beatStage(at: now)
        if board.isOverdue(at: now) { await closeOverdueVote() }
        if let presence = presence.drain(at: now) { outgoing.append(presence) }
        if let reactions = reactions.drain(at: now) { outgoing.append(reactions) }
        if let pulse = pulses.drain(at: now) { outgoing.append(pulse) }
        pending.count = board.takesCount(at: now)
        if pending.isEmpty {
            flush(at: now)
        } else {
            // What is outgoing rides with the facts that come back from this commit.
            await commit()
        }
    }

    /// How long a beat is with those who are here.
    var beat: Duration { dependencies.settings.tick(for: presence.sockets.count) }

    func commit() async {
        let facts = pending
        pending = PendingFacts()
        for line in facts.lines { awaited[line.line.id] = (line.socket, line.client) }
        commits += 1
        do {
            try await RoomStore(dependencies).commit(facts, of: show)
        } catch is CancellationError {
            // The room is ending: its last commit takes them.
            pending.putBack(facts)
        } catch {
            logger.error("Facts of a room could not be stored", metadata: ["error": "\(error)"])
            refuse(facts)
        }
    }

    /// Tells those who wait that nothing was stored.
    private func refuse(_ facts: PendingFacts) {
        for line in facts.lines {
            awaited[line.line.id] = nil
            audience.send(.refused(.unavailable, client: line.client), to: line.socket)
        }
        board.restore(facts.ballots)
        // What is no fact does not wait for better times.
        flush(at: dependencies.clock.now())
    }

    /// Takes facts from the journal's feed, in order.
    func receive(_ events: [Event], at now: Timestamp) {
        var own = false
        for event in events where event.position > position {
            position = event.position
            guard let message = tell(event) else { continue }
            recent.append(message)
            outgoing.append(message)
            own = own || event.kind == .chatSaid
        }
        if isRemoved { return close(at: now) }
        // A commit of ours ends a tick; what others committed waits for the next beat, if one write was just made.
        if own || now - writtenAt >= beat { flush(at: now) }
    }

    /// Writes what is due: to everybody first, because an echo that came before older facts would hide them.
    func flush(at now: Timestamp) {
        guard !outgoing.isEmpty else { return }
        audience.broadcast(outgoing)
        outgoing.removeAll(keepingCapacity: true)
        for (socket, echo) in echoes { audience.send(echo, to: socket) }
        echoes.removeAll(keepingCapacity: true)
        writtenAt = now
    }

    /// The show is no more: tells everybody, sends them away, and ends.
    private func close(at now: Timestamp) {
        flush(at: now)
        for socket in presence.sockets.keys { audience.close(socket) }
        inbox.finish()
    }

    /// Says something that is no fact, such as the host's health, to those who may hear it.
    package func tell(_ message: RoomMessage, to least: Role) {
        for socket in presence.sockets.values where socket.role >= least { audience.send(message, to: socket.id) }
    }

    /// Whether somebody of at least this role is here.
    package func holds(_ least: Role) -> Bool {
        presence.sockets.values.contains { $0.role >= least }
    }
}
