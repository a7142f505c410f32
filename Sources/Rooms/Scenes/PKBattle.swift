internal import Domain

/// The rules of a battle between two shows: what counts, how much, and who has won.
///
/// In a field known as a PK, after the duels of games. Both shows hold the same score.
struct PKBattle: Sendable {
    enum Limit {
        static let minutes = 3...10
        static let usualMinutes = 5
        /// A challenge that nobody answers in this time is over.
        static let unanswered: Duration = .seconds(60)
        /// A side whose host is away for this long has lost.
        static let away: Duration = .seconds(15)
        /// A rose.
        static let cheer = 1
        /// One rose of one person in this time.
        static let cheerPause: Duration = .seconds(3)
        /// The one voice that each person has.
        static let voice = 5
        /// An order that was paid counts for the show it was placed in.
        static let order = 20
    }

    /// The two sides, as the battle itself sees them.
    enum Corner: Sendable, Hashable {
        case challenger
        case challenged

        var other: Corner { self == .challenger ? .challenged : .challenger }
    }

    private var points: [Corner: Int] = [:]
    private var voices: [ViewerID: Corner] = [:]
    private var roses = SlidingWindow<ViewerID>(allowed: 1, window: Limit.cheerPause)

    func points(of corner: Corner) -> Int { points[corner, default: 0] }

    /// Who has more; nil when nobody has.
    var leader: Corner? {
        let (first, second) = (points(of: .challenger), points(of: .challenged))
        return first == second ? nil : first > second ? .challenger : .challenged
    }

    mutating func cheer(_ corner: Corner, by person: ViewerID, at now: Timestamp) throws(StageError) {
        let wait = roses.wait(for: person, at: now)
        guard wait == .zero else { throw .tooFast(retryAfter: wait) }
        roses.record(person, at: now)
        points[corner, default: 0] += Limit.cheer
    }

    /// Counts somebody's voice; a second one of the same person replaces the first.
    mutating func voice(_ corner: Corner, by person: ViewerID) {
        let before = voices.updateValue(corner, forKey: person)
        guard before != corner else { return }
        if let before { points[before, default: 0] -= Limit.voice }
        points[corner, default: 0] += Limit.voice
    }

    mutating func orders(_ count: Int, in corner: Corner) {
        points[corner, default: 0] += count * Limit.order
    }
}
