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
        /// Formats whose packets carry earlier ones too (RFC 2198), and the format of all that is in them.
        package var redundancies: [PayloadType: PayloadType]
        /// The source its description named, where it named one.
        package var ssrc: SSRC?
        package var retransmissionSSRC: SSRC?
        /// Whether lost packets may be asked for again.
        package var acceptsNACK: Bool
        /// The names of the layers it comes in, where it is a simulcast (RFC 8851).
        package var layers: [String]

        package init(
            kind: MediaKind,
            codecs: [PayloadType: MediaCodec],
            retransmissions: [PayloadType: PayloadType],
            redundancies: [PayloadType: PayloadType] = [:],
            ssrc: SSRC?,
            retransmissionSSRC: SSRC?,
            acceptsNACK: Bool,
            layers: [String] = []
        ) {
            self.kind = kind
            self.codecs = codecs
            self.retransmissions = retransmissions
            self.redundancies = redundancies
            self.ssrc = ssrc
            self.retransmissionSSRC = retransmissionSSRC
            self.acceptsNACK = acceptsNACK
            self.layers = layers
        }
    }

    package var transport: TransportDescription
    package var streams: [Stream]
    package var extensions: PublisherExtensions
    /// Whether it gives way to any other publisher and comes back when that one is gone.
    package var isStandby: Bool
    /// Who publishes, as the product plane names it.
    package var name: String?
    /// The slot that a host asks for; nil for a guest, whose place the plan says.
    package var slot: Int?

    package init(
        transport: TransportDescription, streams: [Stream], extensions: PublisherExtensions, isStandby: Bool,
        name: String? = nil, slot: Int? = 1
    ) {
        self.transport = transport
        self.streams = streams
        self.extensions = extensions
        self.isStandby = isStandby
        self.name = name
        self.slot = slot
    }
}

/// The header extensions a host sends, by their local ids.
package struct PublisherExtensions: Sendable, Hashable {
    package var transportSequence: HeaderExtensionID?
    package var orientation: HeaderExtensionID?
    /// The layer of a simulcast that a packet belongs to, and the one that a retransmission repairs.
    package var layer: HeaderExtensionID?
    package var repairedLayer: HeaderExtensionID?
    package var dependencyDescriptor: HeaderExtensionID?
    package var audioLevel: HeaderExtensionID?

    package init(
        transportSequence: HeaderExtensionID? = nil, orientation: HeaderExtensionID? = nil,
        layer: HeaderExtensionID? = nil, repairedLayer: HeaderExtensionID? = nil,
        dependencyDescriptor: HeaderExtensionID? = nil, audioLevel: HeaderExtensionID? = nil
    ) {
        self.transportSequence = transportSequence
        self.orientation = orientation
        self.layer = layer
        self.repairedLayer = repairedLayer
        self.dependencyDescriptor = dependencyDescriptor
        self.audioLevel = audioLevel
    }
}
