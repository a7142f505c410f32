/// The protocol field of a media line.
package struct TransportProtocol: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// What every browser writes (RFC 5764, section 8).
    package static let secureMedia = TransportProtocol(rawValue: "UDP/TLS/RTP/SAVPF")

    /// Whether the section carries RTP, in any of its profiles.
    package var carriesRTP: Bool { rawValue.fields(separator: UInt8(ascii: "/")).contains("RTP") }

    /// Whether media is encrypted with feedback: the one profile WebRTC allows (RFC 8834, section 4.2).
    package var isSecureWithFeedback: Bool { rawValue.hasSuffix("RTP/SAVPF") }
}
