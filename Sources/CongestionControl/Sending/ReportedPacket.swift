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
    /// What it brought, where that can be sent again.
    package var carried: CarriedPacket?
}

/// A packet of one of the sender's streams that went out for the first time, or again.
package struct CarriedPacket: Sendable, Hashable {
    package enum Limit {
        /// Streams that can be told apart.
        package static let streams = 127
    }

    /// The stream, by the sender's own count from 0.
    package var stream: Int
    /// Its number on that stream.
    package var number: SequenceNumber
    /// Whether it was sent before.
    package var isRepair: Bool

    package init(stream: Int, number: SequenceNumber, isRepair: Bool = false) {
        precondition((0..<Limit.streams).contains(stream), "streams are counted in seven bits, and one stands for none")
        self.stream = stream
        self.number = number
        self.isRepair = isRepair
    }
}
