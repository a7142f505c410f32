/// One coded picture, already cut into RTP payloads.
public struct VideoFrame: Hashable, Sendable {
    /// The longest payload a packet can carry: every path carries 1,280 bytes, most carry 1,500.
    public static let longestPayload = 1_400

    /// The payloads in order, each with its codec's descriptor; the last one ends the picture.
    public let payloads: [[UInt8]]
    /// The picture's moment on the 90 kHz clock of RTP video, modulo 2³².
    public let timestamp90k: UInt32
    /// The same moment by the clock on the wall, since 1970-01-01T00:00:00Z.
    ///
    /// Receivers put picture and sound together by it.
    public let capturedAt: Duration

    /// A frame whose payloads are at most ``longestPayload`` bytes long.
    public init(payloads: [[UInt8]], timestamp90k: UInt32, capturedAt: Duration) {
        precondition(
            payloads.allSatisfy { $0.count <= Self.longestPayload },
            "An RTP payload is longer than \(Self.longestPayload) bytes; cut the frame into smaller ones")
        self.payloads = payloads
        self.timestamp90k = timestamp90k
        self.capturedAt = capturedAt
    }
}
