internal import Domain
internal import Journal

/// What the room does with what a client says.
extension Room {
    func hear(_ message: ClientMessage, from id: SocketID, at now: Timestamp) {
        guard let socket = presence.sockets[id] else { return }
        do throws(Refusal) {
            guard socket.role >= .moderator || !stage.isBanned(socket.viewer) || message == .ping else {
                throw .banned
            }
            switch message {
            case .join:
                throw .malformed("“join” is said once.")
            case .chat(let client, let text):
                try hearLine(text, client: client, from: socket, at: now)
            case .reaction(let kind):
                guard state != .ended else { throw .showEnded }
                reactions.add(kind, by: socket.viewer, at: now)
            case .vote(let vote, let answer):
                if let wait = voices.wait(socket.viewer, address: socket.address, at: now) {
                    throw .tooFast(retryAfter: wait)
                }
                if let ballot = try board.cast(vote, by: socket.viewer, answer: answer, at: now) {
                    pending.ballots.append(ballot)
                }
            case .quality(let beacon):
                guard beacons.wait(socket.viewer, address: socket.address, at: now) == nil else { return }
                note(beacon.eventKind, by: socket, beacon)
            case .ping:
                audience.send(.pong(at: now), to: id)
            }
        } catch {
            audience.send(.refused(error, client: message.clientID), to: id)
        }
    }

    private func hearLine(_ raw: String, client: String?, from socket: RoomSocket, at now: Timestamp) throws(Refusal) {
        guard state != .ended else { throw .showEnded }
        let limits = dependencies.settings.chat
        let isHost = socket.role >= .moderator
        let text: ChatText
        do {
            text = try ChatText(raw, allowsLinks: allowsLinks || isHost, limits: limits)
        } catch {
            throw error.refusal(limits)
        }
        try gate.admit(socket.viewer, address: socket.address, at: now)
        let line = NewChatLine(
            id: dependencies.identifiers.next(), viewer: socket.viewer, name: socket.name, role: socket.role,
            market: socket.market, text: text.value, at: now)
        pending.lines.append(PendingFacts.Line(line: line, socket: socket.id, client: client))
    }

    /// Keeps a fact for the next commit.
    func note(_ kind: EventKind, by socket: RoomSocket, _ beacon: QualityBeacon? = nil) {
        pending.notes.append(
            PendingFacts.Note(kind: kind, viewer: socket.viewer, market: socket.market, beacon: beacon))
    }
}

extension ChatText.Flaw {
    fileprivate func refusal(_ limits: ChatLimits) -> Refusal {
        switch self {
        case .empty: .empty
        case .tooLong: .tooLong(limit: limits.characters)
        case .link: .linksNotAllowed
        }
    }
}

extension ClientMessage {
    /// The id under which the client waits for an answer.
    fileprivate var clientID: String? {
        if case .chat(let client, _) = self { client } else { nil }
    }
}

extension QualityBeacon {
    /// Each measurement is a kind of its own, so that a projection reads only what it needs.
    fileprivate var eventKind: EventKind {
        switch kind {
        case .firstFrame: .viewerStarted
        case .freeze: .viewerFroze
        case .stall: .viewerStalled
        }
    }
}
