internal import Domain
internal import Rooms

/// Holds the streams of shows to what the shows' states say.
struct StreamStates: Sendable {
    let shows: Shows
    let media: any MediaPlane
    let stages: StageRelay

    /// Lets a show's stream flow by its stage's plan, holds it back or ends it, until the state that was applied is the one that stands.
    ///
    /// Who changes a state and who starts a stream come here at once; the last to read the state is right.
    func apply(to id: ShowID) async throws {
        var applied = try await state(of: id)
        while true {
            await hold(id, to: applied)
            if let applied, applied != .ended { await stages.apply(to: id) }
            let state = try await state(of: id)
            if state == applied { return }
            applied = state
        }
    }

    private func hold(_ id: ShowID, to state: ShowState?) async {
        switch state {
        case .ended, nil: await media.end(show: id)
        case .paused: await media.setPaused(true, show: id)
        case .scheduled, .live: await media.setPaused(false, show: id)
        }
    }

    /// Nil for a show that was removed.
    private func state(of id: ShowID) async throws -> ShowState? {
        do {
            return try await shows.find(id).state
        } catch ShowError.unknown {
            return nil
        }
    }
}
