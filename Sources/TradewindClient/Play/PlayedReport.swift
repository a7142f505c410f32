/// A sender report as it came: which moment of a stream is which on the server's clock (RFC 3550, section 6.4.1).
public struct PlayedReport: Hashable, Sendable {
    /// The stream's kind.
    public var kind: PlayedPacket.Kind
    /// On the clock of its kind, modulo 2³².
    public var timestamp: UInt32
    /// The same moment, since 1970-01-01T00:00:00Z.
    public var wall: Duration
}
