package import Domain
internal import Journal
internal import Logging

/// What hosts and moderators do in a room.
extension Room {
    /// Asks the room a question.
    package func open(_ draft: VoteDraft) async throws -> Vote {
        if let vote = board.vote, vote.state == .open { throw VoteError.alreadyOpen(vote.id) }
        let endsAt = draft.seconds.map { dependencies.clock.now() + .seconds($0) }
        let vote = Vote(
            id: dependencies.identifiers.next(), show: show, question: draft.question, answers: draft.answers,
            counts: [Int](repeating: 0, count: draft.answers.count), state: .open, pinned: true, endsAt: endsAt)
        // Reserved before the commit, so that two hosts who ask at once do not both get through.
        board.open(vote)
        do {
            try await RoomStore(dependencies).open(vote)
        } catch {
            board = VoteBoard()
            throw error
        }
        return vote
    }

    /// Ends a vote, or changes whether its result stays in front.
    package func close(_ id: VoteID, pinned: Bool) async throws -> Vote {
        guard let vote = board.closed(pinned: pinned), vote.id == id else { throw VoteError.unknown(id) }
        // Closed before the commit: a voice that came meanwhile would be stored, and not be in the result.
        let before = board
        board.close(vote)
        do {
            try await RoomStore(dependencies).close(vote)
        } catch {
            // Unless another question stands there by now.
            if board.vote?.id == id { board = before }
            throw error
        }
        return vote
    }

    func closeOverdueVote() async {
        guard let vote = board.vote else { return }
        do {
            _ = try await close(vote.id, pinned: vote.pinned)
        } catch {
            logger.error("A vote could not be closed", metadata: ["vote": "\(vote.id)", "error": "\(error)"])
        }
    }

    /// The vote in front, with the caller's own answer.
    package func vote(seenBy viewer: ViewerID?) -> VoteBody? {
        board.vote.map { VoteBody($0, mine: viewer.flatMap(board.choice(of:))) }
    }

    /// Tells who sends a picture which layers of it are wanted, now and when they come in; nil when there are none.
    func layersWanted(_ wanted: WantedLayers?, slot: Int) {
        layers[slot] = wanted
        guard let wanted else { return }
        for socket in presence.sockets.values where wanted.concerns(socket) {
            audience.send(wanted.message, to: socket.id)
        }
    }

    /// What somebody who has just come in is told; it is no fact, and so in no snapshot.
    func tellLayers(to socket: RoomSocket) {
        for wanted in layers.values where wanted.concerns(socket) { audience.send(wanted.message, to: socket.id) }
    }

    /// Takes a line away from everybody; false when there is none that was seen.
    package func hide(_ message: ChatMessageID, by who: String) async throws -> Bool {
        try await RoomStore(dependencies).hide(message, show: show, by: who)
    }

    /// Refuses a viewer's lines for a while; zero lifts it.
    package func mute(_ viewer: ViewerID, for duration: Duration, by who: String) async throws {
        let bounded = min(max(duration, .zero), dependencies.settings.chat.longestMute)
        let until = try await RoomStore(dependencies).mute(viewer, show: show, for: bounded, by: who)
        if bounded > .zero { gate.mute(viewer, until: until) } else { gate.unmute(viewer) }
    }
}
