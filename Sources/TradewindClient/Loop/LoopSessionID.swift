/// Names one session of a loop.
struct LoopSessionID: Hashable, Sendable {
    private let number: UInt64

    init(_ number: UInt64) {
        self.number = number
    }
}
