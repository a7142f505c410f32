package import Journal

/// The facts that rooms write; their payloads stand in `docs/protocols/journal.md`.
extension EventKind {
    package static let chatSaid = EventKind(rawValue: "chat.said")
    package static let chatHidden = EventKind(rawValue: "chat.hidden")
    package static let chatMuted = EventKind(rawValue: "chat.muted")
    package static let viewerJoined = EventKind(rawValue: "viewer.joined")
    package static let viewerLeft = EventKind(rawValue: "viewer.left")
    package static let viewerStarted = EventKind(rawValue: "viewer.started")
    package static let viewerFroze = EventKind(rawValue: "viewer.froze")
    package static let viewerStalled = EventKind(rawValue: "viewer.stalled")
    package static let voteChanged = EventKind(rawValue: "vote.changed")
    package static let voteCast = EventKind(rawValue: "vote.cast")
    package static let showChanged = EventKind(rawValue: "show.changed")
    package static let showRemoved = EventKind(rawValue: "show.removed")
    package static let mediaChanged = EventKind(rawValue: "media.changed")
    package static let pinChanged = EventKind(rawValue: "pin.changed")
}
