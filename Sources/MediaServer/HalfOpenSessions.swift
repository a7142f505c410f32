internal import SFU

/// Viewers' sessions that were asked for and have not come to anything, oldest first.
///
/// An offer costs its sender nothing; a session's keys prove that somebody is there. So those without keys have a share
/// of all sessions, and the oldest gives way to one more: a player has its keys within a few round trips.
struct HalfOpenSessions {
    enum Limit {
        /// As many as ten thousand people who come within five seconds need, with a second for each.
        static let sessions = 2_000
        /// One of so many sessions, where a server takes few.
        static let share = 4
    }

    private let limit: Int
    private var waiting: Set<SessionID> = []
    /// In the order in which they were opened; those that wait no longer are passed over.
    private var order: [SessionID] = []
    private var oldest = 0

    /// - Parameter sessions: what the server takes in all.
    init(of sessions: Int) {
        limit = min(Limit.sessions, sessions / Limit.share)
    }

    var count: Int { waiting.count }

    /// Notes a new session.
    mutating func opened(_ id: SessionID) {
        skipSettled()
        waiting.insert(id)
        order.append(id)
    }

    /// Notes that somebody is there, or that the session is over.
    mutating func settled(_ id: SessionID) {
        waiting.remove(id)
    }

    /// The session that gives way to one more; nil while there is room, and where a server takes too few to tell.
    mutating func takeExcess() -> SessionID? {
        guard limit > 0, waiting.count >= limit else { return nil }
        skipSettled()
        return oldest < order.count ? waiting.remove(order[oldest]) : nil
    }

    /// Puts the oldest one that still waits in front.
    private mutating func skipSettled() {
        while oldest < order.count, !waiting.contains(order[oldest]) { oldest += 1 }
        guard oldest > order.count / 2 else { return }
        order.removeFirst(oldest)
        oldest = 0
    }
}
