internal import Domain
internal import Journal

/// How a fact becomes what clients are told.
extension Room {
    /// Applies a fact to the room and gives the message about it; nil when clients need not know.
    func tell(_ event: Event) -> RoomMessage? {
        switch event.kind {
        case .chatSaid:
            return tellLine(event)
        case .chatHidden:
            guard let body = RoomJSON.decode(ChatHiddenPayload.self, from: event.payload) else { return nil }
            log.hide(body.message)
            return RoomMessage(id: event.position, RoomMessage.ChatHidden(id: event.position, message: body.message))
        case .showChanged:
            guard let body = RoomJSON.decode(ShowChangedPayload.self, from: event.payload) else { return nil }
            state = body.state
            access = body.access
            allowsLinks = body.allowsLinks
            title = body.title
            tellStage(of: body, at: event.at)
            return showMessage(event.position)
        case .showRemoved:
            state = .ended
            isRemoved = true
            return showMessage(event.position)
        case .mediaChanged:
            guard let body = RoomJSON.decode(ShowMedia.self, from: event.payload) else { return nil }
            media = body
            return showMessage(event.position)
        default:
            if let pulse = RoomRelay.pulse(of: event) {
                pulses.add(pulse)
                countOrder(event)
            }
            guard let message = RoomRelay.message(for: event) else { return nil }
            revision += 1
            return message
        }
    }

    private func showMessage(_ id: Int64) -> RoomMessage {
        revision += 1
        return RoomMessage(id: id, RoomMessage.ShowChanged(id: id, state: state, access: access, media: media))
    }

    private func tellLine(_ event: Event) -> RoomMessage? {
        guard let body = RoomJSON.decode(ChatSaidPayload.self, from: event.payload), let viewer = event.viewer else {
            return nil
        }
        let line = ChatLine(
            id: body.message, viewer: viewer, name: body.name, role: body.role, text: body.text, at: event.at)
        log.append(line)
        if let author = awaited.removeValue(forKey: line.id), author.client != nil {
            let echo = RoomMessage(line: line, id: event.position, client: author.client)
            echoes.append((author.socket, echo))
        }
        return RoomMessage(line: line, id: event.position)
    }
}

extension RoomMessage {
    /// A line as everybody reads it, or with the id its author gave it.
    init(line: ChatLine, id: Int64?, client: String? = nil) {
        self.init(
            id: id,
            Chat(
                id: id, at: line.at, message: line.id, viewer: line.viewer, name: line.name, role: line.role,
                text: line.text, client: client))
    }
}
