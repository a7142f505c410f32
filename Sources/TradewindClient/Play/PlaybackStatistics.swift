/// What a played stream has received so far.
public struct PlaybackStatistics: Hashable, Sendable {
    /// One kind's figures.
    public struct Track: Hashable, Sendable {
        /// Packets that came.
        public var packets: Int64 = 0
        /// Bytes of packets as they came, sealed.
        public var bytes: Int64 = 0
        /// Packets that should have come by now, by their numbers, and did not.
        public var missing: Int64 = 0
        /// Of those that came, how many by retransmission.
        public var repaired: Int64 = 0
    }

    /// How the stream stands.
    public var state: PlaybackState
    /// How joining went.
    public var times: JoinTimes
    /// The picture's figures.
    public var video = Track()
    /// The sound's figures.
    public var audio = Track()
    /// Packets that did not open: tampered with, or seen before.
    public var unopened: Int64 = 0
}
