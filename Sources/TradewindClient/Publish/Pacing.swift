/// How the packets of one frame are spread over time.
public struct Pacing: Hashable, Sendable {
    /// Packets sent back to back.
    public let packets: Int
    /// The pause between two such bursts.
    public let pause: Duration

    /// Bursts of `packets`, one every `pause`.
    public init(packets: Int, every pause: Duration) {
        precondition(packets > 0 && pause > .zero, "Pacing needs at least one packet and a pause")
        self.packets = packets
        self.pause = pause
    }

    /// About what a browser's pacer does.
    public static let browser = Pacing(packets: 2, every: .milliseconds(5))
}
