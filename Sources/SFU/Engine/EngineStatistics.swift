package import RTP

/// What one engine has done since it began, and what it holds now.
package struct EngineStatistics: Sendable, Hashable {
    package var publishers = 0
    package var viewers = 0
    package var routers = 0
    /// Sessions whose packets go over TCP.
    package var tcpSessions = 0
    package var datagramsReceived: Int64 = 0
    package var datagramsUnknown: Int64 = 0
    package var packetsForwarded: Int64 = 0
    package var packetsRetransmitted: Int64 = 0
    package var packetsRequested: Int64 = 0
    package var keyFrameRequests: Int64 = 0
    /// Packets for other workers that found no room on the way.
    package var relayedDropped: Int64 = 0
    /// Bursts that the socket did not take.
    package var sendsDropped: Int64 = 0
    package var sessionsEnded: [String: Int64] = [:]
    /// Shares of packets that viewers reported lost, before repair.
    package var viewerLoss = Spread()
    /// Round trips to viewers, in seconds.
    package var viewerRoundTrip = Spread()

    package init() {}
}

/// Several readings of one figure: enough for their mean and their worst.
package struct Spread: Sendable, Hashable {
    package private(set) var count = 0
    package private(set) var sum = 0.0
    package private(set) var largest = 0.0

    package init() {}

    package var mean: Double { count == 0 ? 0 : sum / Double(count) }

    package mutating func add(_ reading: Double) {
        count += 1
        sum += reading
        largest = max(largest, reading)
    }

    package mutating func merge(_ other: Spread) {
        count += other.count
        sum += other.sum
        largest = max(largest, other.largest)
    }
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
