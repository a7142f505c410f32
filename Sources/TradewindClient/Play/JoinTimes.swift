/// How long each step of joining took, from the moment the request left.
public struct JoinTimes: Hashable, Sendable {
    /// The server's answer was here.
    public var answered: Duration
    /// A check was answered: ICE has a path.
    public var reachable: Duration?
    /// DTLS was done.
    public var secured: Duration?
    /// The first packet of media came.
    public var firstPacket: Duration?
    /// The first packet of a key frame came.
    public var firstPicture: Duration?
}
