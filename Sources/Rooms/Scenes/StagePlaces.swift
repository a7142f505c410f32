/// The places on a stage for those who are not its host.
package enum StagePlaces: Sendable, Hashable {
    /// Nobody comes onto it.
    case none
    /// Each has a slot of these.
    case slots(ClosedRange<Int>)
    /// So many may come; none has a slot of its own.
    case open(Int)

    /// How many there are.
    package var count: Int {
        switch self {
        case .none: 0
        case .slots(let slots): slots.count
        case .open(let count): count
        }
    }

    /// The lowest slot that nobody has; nil where there is none, or none is needed.
    func slot(besides taken: Set<Int>) -> Int? {
        guard case .slots(let slots) = self else { return nil }
        return slots.first { !taken.contains($0) }
    }
}
