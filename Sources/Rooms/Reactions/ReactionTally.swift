internal import Domain

/// Counts reactions between two messages about them.
struct ReactionTally {
    /// Reactions of one viewer within `window`; what is above is counted by nobody, and nobody is told.
    static let perViewer = 10
    static let window: Duration = .seconds(1)
    /// At most four messages a second.
    static let interval: Duration = .milliseconds(250)

    private var counts: [ReactionKind: Int] = [:]
    private var gate = SlidingWindow<ViewerID>(allowed: perViewer, window: window)
    private var toldAt = Timestamp(milliseconds: 0)

    mutating func add(_ kind: ReactionKind, by viewer: ViewerID, at now: Timestamp) {
        guard gate.wait(for: viewer, at: now) == .zero else { return }
        gate.record(viewer, at: now)
        counts[kind, default: 0] += 1
    }

    /// The message that is due, if one is.
    mutating func drain(at now: Timestamp) -> RoomMessage? {
        guard !counts.isEmpty, now - toldAt >= Self.interval else { return nil }
        defer { counts.removeAll(keepingCapacity: true) }
        toldAt = now
        return RoomMessage(
            RoomMessage.Reactions(counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.rawValue, $1) })))
    }
}
