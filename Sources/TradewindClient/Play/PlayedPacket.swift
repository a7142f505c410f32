/// A packet as it was played, without its payload.
public struct PlayedPacket: Hashable, Sendable {
    /// Sound or picture.
    public enum Kind: Hashable, Sendable {
        case audio
        case video
    }

    /// Which of the two it carries.
    public var kind: Kind
    /// The sequence number, counted on without wrapping.
    public var sequence: Int64
    /// On the clock of its kind, modulo 2³².
    public var timestamp: UInt32
    /// Whether it ends a picture.
    public var marker: Bool
    /// Whether a decoder can begin here.
    public var startsKeyFrame: Bool
    /// Whether it came as a retransmission.
    public var isRepair: Bool
}
