/// How a link loses datagrams.
package enum LossModel: Sendable, Hashable {
    case none
    /// Each datagram for itself, with this probability.
    case random(Double)
    /// In bursts (Gilbert 1960): the share lost over a long time, and how many are lost in a row on average.
    case bursts(share: Double, length: Double)
}

/// The loss of one link as it goes on: who is next, and whether it is in a burst.
struct LossProcess {
    private var isInBurst = false

    /// Whether the next datagram is lost.
    mutating func loses(_ model: LossModel, using generator: inout SeededGenerator) -> Bool {
        switch model {
        case .none:
            return false
        case .random(let probability):
            return generator.happens(probability)
        case .bursts(let share, let length):
            // In the long run the bad state takes enter / (enter + leave) of all steps.
            let leave = 1 / max(1, length)
            let enter = share >= 1 ? 1 : leave * share / (1 - share)
            isInBurst = isInBurst ? !generator.happens(leave) : generator.happens(enter)
            return isInBurst
        }
    }
}
