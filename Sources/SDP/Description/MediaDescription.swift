package import RTP

/// One media section of a session description: an `m=` line and what stands under it.
package struct MediaDescription: Hashable, Sendable {
    /// `audio`, `video`, `application`, or whatever else was written.
    package var kind: String
    package var port: UInt16
    package var transportProtocol: TransportProtocol
    /// The RTP formats in order of preference; empty when the section carries no RTP.
    package var formats: [PayloadFormat] = []
    /// The formats of a section without RTP, such as `webrtc-datachannel`.
    package var otherFormats: [String] = []

    package var mid: Mid?
    package var direction: Direction = .sendReceive
    /// Port 0 that means "only within the bundle" and not "refused" (RFC 9143, section 6).
    package var isBundleOnly = false
    package var transport = TransportAttributes()
    package var candidates: [IceCandidate] = []
    package var hasEndOfCandidates = false

    package var multiplexesRTCP = false
    package var allowsReducedSizeRTCP = false
    /// Feedback for every format of the section: `a=rtcp-fb:*`.
    package var commonFeedback: [RTCPFeedback] = []
    package var extensions: [HeaderExtensionMapping] = []
    /// Whether one-byte and two-byte extension blocks may be mixed (RFC 8285, section 6).
    package var allowsMixedExtensions = false

    package var streams: [MediaStreamID] = []
    package var sources: [StreamSource] = []
    package var sourceGroups: [SourceGroup] = []
    package var restrictions: [StreamRestriction] = []
    package var simulcast: Simulcast?

    package var otherAttributes: [Attribute] = []

    package init(kind: String, port: UInt16, transportProtocol: TransportProtocol) {
        self.kind = kind
        self.port = port
        self.transportProtocol = transportProtocol
    }

    /// Sound or picture; nil for any other kind of section.
    package var mediaKind: MediaKind? { MediaKind(rawValue: kind) }

    /// The format of this payload type.
    package func format(_ type: PayloadType) -> PayloadFormat? {
        formats.first { $0.payloadType == type }
    }

    /// Whether the section is switched off: port 0 outside a bundle.
    package var isRefused: Bool { port == 0 && !isBundleOnly }
}
