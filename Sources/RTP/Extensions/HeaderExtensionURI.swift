/// The header extensions Tradewind knows, by the URI that sessions negotiate.
package enum HeaderExtensionURI: String, Sendable, Hashable, CaseIterable {
    /// The media section a packet belongs to (RFC 9143).
    case mid = "urn:ietf:params:rtp-hdrext:sdes:mid"
    /// The simulcast layer a packet belongs to (RFC 8852).
    case rid = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
    /// The layer a retransmission repairs (RFC 8852).
    case repairedRID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
    case absoluteSendTime = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
    case transportSequenceNumber =
        "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
    /// Loudness and voice activity of the packet (RFC 6464).
    case audioLevel = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
    /// Camera and rotation (3GPP TS 26.114, section 7.4.5).
    case videoOrientation = "urn:3gpp:video-orientation"
    case playoutDelay = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"
    case absoluteCaptureTime = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"
    case colorSpace = "http://www.webrtc.org/experiments/rtp-hdrext/color-space"
    /// Frame structure and decode targets (AV1 RTP payload specification, appendix A).
    case dependencyDescriptor =
        "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"
}
