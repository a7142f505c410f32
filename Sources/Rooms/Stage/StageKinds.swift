package import Journal

/// The facts of stages; their payloads stand in `docs/protocols/journal.md`.
extension EventKind {
    package static let stageJoined = EventKind(rawValue: "stage.joined")
    package static let stageLeft = EventKind(rawValue: "stage.left")
    package static let stageBanned = EventKind(rawValue: "stage.banned")
    package static let stageUnbanned = EventKind(rawValue: "stage.unbanned")
    package static let battleStarted = EventKind(rawValue: "battle.started")
    package static let battleEnded = EventKind(rawValue: "battle.ended")
    package static let callRung = EventKind(rawValue: "call.rung")
    package static let callAnswered = EventKind(rawValue: "call.answered")
    package static let callEnded = EventKind(rawValue: "call.ended")
    package static let callMissed = EventKind(rawValue: "call.missed")
    package static let callNoted = EventKind(rawValue: "call.noted")
    package static let callDone = EventKind(rawValue: "call.done")
    package static let promisePinned = EventKind(rawValue: "promise.pinned")
}
