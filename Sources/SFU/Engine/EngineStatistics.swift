package import RTP

/// What one engine has done since it began, and what it holds now.
package struct EngineStatistics: Sendable, Hashable {
    package var publishers = 0
    package var viewers = 0
    package var routers = 0
    package var datagramsReceived: Int64 = 0
    package var datagramsUnknown: Int64 = 0
    package var packetsForwarded: Int64 = 0
    package var packetsRetransmitted: Int64 = 0
    package var packetsRequested: Int64 = 0
    package var keyFrameRequests: Int64 = 0
    package var sessionsEnded: [String: Int64] = [:]

    package init() {}
}

/// How a show's host arrives at the server.
package struct PublisherHealth: Sendable, Hashable {
    package var session: SessionID
    package var isStandby: Bool
    package var codec: MediaCodec?
    package var size: PictureSize?
    /// Frames since the session began; the reader makes a rate of two readings.
    package var frames: Int
    /// Bytes since the session began.
    package var bytes: Int64
    /// Share of packets lost in the latest reporting interval, before repair.
    package var loss: Double
    package var resumptions: Int
    package var viewers: Int
}
