/// What a stream plays, and what it does with it.
public struct PlaySettings: Sendable {
    /// How much is done with each packet.
    public enum Depth: Hashable, Sendable {
        /// Every packet is opened.
        case whole
        /// After the first key frame packets are counted by their clear headers: one core then carries hundreds.
        case counting
    }

    /// Takes each packet that was opened, with its payload; called on the loop's thread, must not wait.
    public typealias PacketHandler = @Sendable (PlayedPacket, Span<UInt8>) -> Void

    /// Takes each sender report; called on the loop's thread, must not wait.
    public typealias ReportHandler = @Sendable (PlayedReport) -> Void

    /// The formats the player can decode, best first.
    public var video: [VideoCodec]
    /// Whether Opus is played as well.
    public var audio: Bool
    /// How much is done with each packet.
    public var depth: Depth
    /// Whether lost packets are asked for again.
    public var repairsLoss: Bool
    /// Takes the packets; nil where counting is enough.
    public var packetArrived: PacketHandler?
    /// Takes the sender reports of streams that have begun; nil where they are of no interest.
    public var reportArrived: ReportHandler?

    /// Everything the server can forward, opened and repaired.
    public init(
        video: [VideoCodec] = VideoCodec.allCases,
        audio: Bool = true,
        depth: Depth = .whole,
        repairsLoss: Bool = true,
        packetArrived: PacketHandler? = nil,
        reportArrived: ReportHandler? = nil
    ) {
        self.video = video
        self.audio = audio
        self.depth = depth
        self.repairsLoss = repairsLoss
        self.packetArrived = packetArrived
        self.reportArrived = reportArrived
    }
}
