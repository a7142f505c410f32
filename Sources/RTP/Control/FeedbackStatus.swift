/// What transport-wide feedback says of one packet (section 3.1.1 of the draft).
enum FeedbackStatus: UInt16, Sendable {
    case notReceived = 0
    /// Arrived; one unsigned byte of delta.
    case smallDelta = 1
    /// Arrived; two signed bytes of delta.
    case largeDelta = 2

    /// The reserved fourth symbol carries no delta and counts as not received.
    init(symbol: UInt16) {
        self = FeedbackStatus(rawValue: symbol) ?? .notReceived
    }

    /// The status whose delta field holds this many steps; nil beyond 16 bits.
    init?(deltaSteps: Int64) {
        if (0...255).contains(deltaSteps) {
            self = .smallDelta
        } else if Int16(exactly: deltaSteps) != nil {
            self = .largeDelta
        } else {
            return nil
        }
    }

    var deltaBytes: Int { Int(rawValue) }
}
