internal import Domain

/// What a host arranges on the stage.
extension Stage {
    mutating func arrange(_ layout: StageLayout?, front: Int?) throws(StageError) {
        guard scene.pictures > 0 else { throw .wrongScene(scene.name) }
        if let front, !(1...scene.pictures).contains(front) {
            throw .invalid(field: "front", why: "this scene has the slots 1–\(scene.pictures)")
        }
        self.layout = layout ?? self.layout
        self.front = front ?? self.front
    }

    /// Puts a promise card on the picture, or takes it away.
    mutating func pin(_ raw: String?, by caller: StageCaller) throws(StageError) {
        guard scene.takesPromises else { throw .wrongScene(scene.name) }
        var text: String?
        if let raw { text = try Self.text(raw, field: "text", limit: StageLimits.promiseCharacters) }
        guard text != promise else { return }
        promise = text
        facts.append(.promised(text, by: caller.person))
    }

    /// Agrees that the call may be recorded, or does not any more.
    mutating func record(_ agree: Bool, by caller: StageCaller) throws(StageError) {
        guard scene.isPrivate else { throw .wrongScene(scene.name) }
        guard !seats.isEmpty else { throw .notInCall }
        if let index = seats.firstIndex(where: { $0.person == caller.person }) {
            seats[index].agreesToRecording = agree
        } else if caller.role >= .host {
            hostSwitches.agreesToRecording = agree
        } else {
            throw .notInCall
        }
    }

    /// Takes note of a host's camera that is about to come.
    mutating func hostCame(_ host: StageHost) {
        hosts.removeAll { $0 == host }
        hosts = hosts.suffix(StageLimits.hosts - 1) + [host]
    }
}
