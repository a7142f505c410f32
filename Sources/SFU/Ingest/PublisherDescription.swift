package import RTP

/// What a host's session was negotiated to send.
package struct PublisherDescription: Sendable {
    /// One stream of the host.
    package struct Stream: Sendable {
        package var kind: MediaKind
        /// The formats it may come in, by payload type.
        package var codecs: [PayloadType: MediaCodec]
        /// Retransmission formats and the format each repairs.
        package var retransmissions: [PayloadType: PayloadType]
        /// The source its description named, where it named one.
        package var ssrc: SSRC?
        package var retransmissionSSRC: SSRC?
        /// Whether lost packets may be asked for again.
        package var acceptsNACK: Bool

        package init(
            kind: MediaKind,
            codecs: [PayloadType: MediaCodec],
            retransmissions: [PayloadType: PayloadType],
            ssrc: SSRC?,
            retransmissionSSRC: SSRC?,
            acceptsNACK: Bool
        ) {
            self.kind = kind
            self.codecs = codecs
            self.retransmissions = retransmissions
            self.ssrc = ssrc
            self.retransmissionSSRC = retransmissionSSRC
            self.acceptsNACK = acceptsNACK
        }
    }

    package var transport: TransportDescription
    package var streams: [Stream]
    package var transportSequence: HeaderExtensionID?
    package var orientation: HeaderExtensionID?
    /// Whether it gives way to any other publisher and comes back when that one is gone.
    package var isStandby: Bool

    package init(
        transport: TransportDescription,
        streams: [Stream],
        transportSequence: HeaderExtensionID?,
        orientation: HeaderExtensionID?,
        isStandby: Bool
    ) {
        self.transport = transport
        self.streams = streams
        self.transportSequence = transportSequence
        self.orientation = orientation
        self.isStandby = isStandby
    }
}
