/// One Opus packet, which is one RTP payload (RFC 7587).
public struct AudioPacket: Hashable, Sendable {
    /// The packet's bytes.
    public let payload: [UInt8]
    /// The moment of its first sample on the 48 kHz clock, modulo 2³².
    public let timestamp48k: UInt32
    /// The same moment by the clock on the wall, since 1970-01-01T00:00:00Z.
    public let capturedAt: Duration

    /// A packet of at most ``VideoFrame/longestPayload`` bytes.
    public init(payload: [UInt8], timestamp48k: UInt32, capturedAt: Duration) {
        precondition(
            payload.count <= VideoFrame.longestPayload,
            "An Opus packet is longer than \(VideoFrame.longestPayload) bytes; lower its bitrate")
        self.payload = payload
        self.timestamp48k = timestamp48k
        self.capturedAt = capturedAt
    }
}
