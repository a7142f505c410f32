package import RTP

/// What a viewer's session was negotiated to receive.
package struct ViewerDescription: Sendable {
    /// The payload types under which one format goes to this viewer.
    package struct Format: Sendable, Hashable {
        package var codec: MediaCodec
        package var payloadType: PayloadType
        package var retransmission: PayloadType?
        /// For sound with earlier packets in it.
        package var redundancy: PayloadType?

        package init(
            codec: MediaCodec, payloadType: PayloadType, retransmission: PayloadType?, redundancy: PayloadType? = nil
        ) {
            self.codec = codec
            self.payloadType = payloadType
            self.retransmission = retransmission
            self.redundancy = redundancy
        }
    }

    /// What one slot was negotiated to carry.
    package struct Slot: Sendable, Hashable {
        /// Every format the viewer can decode: the host's may change during the session.
        package var formats: [Format]
        /// The payload type of packets that protect the picture's.
        package var protection: PayloadType?

        package init(formats: [Format], protection: PayloadType? = nil) {
            self.formats = formats
            self.protection = protection
        }
    }

    package var transport: TransportDescription
    /// In order, slot 1 first; at most ``StagePlan/Limit/slots``.
    package var slots: [Slot]
    package var extensions: ViewerExtensions
    /// Who watches, as the product plane names it; comes back in events.
    package var viewer: String?

    package init(
        transport: TransportDescription, slots: [Slot], extensions: ViewerExtensions, viewer: String?
    ) {
        self.transport = transport
        self.slots = slots
        self.extensions = extensions
        self.viewer = viewer
    }
}
