package import RTP

/// A packet we sent and what the peer said of it.
package struct ReportedPacket: Sendable, Hashable {
    /// Its number on the transport's own line, which never wraps.
    package var index: Int64
    package var bytes: Int
    package var sentAt: MediaTime
    /// By the peer's clock; nil when it did not arrive.
    package var arrival: FeedbackTime?
    /// The probe cluster it was sent for; 0 for none.
    package var probe: UInt8
}
