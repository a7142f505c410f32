/// A kind of feedback that a format allows, from `a=rtcp-fb` (RFC 4585, section 4.2).
package struct RTCPFeedback: RawRepresentable, Hashable, Sendable {
    /// The text behind the payload type, such as `nack pli`.
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let nack = RTCPFeedback(rawValue: "nack")
    package static let pictureLoss = RTCPFeedback(rawValue: "nack pli")
    package static let fullIntra = RTCPFeedback(rawValue: "ccm fir")
    package static let transportWide = RTCPFeedback(rawValue: "transport-cc")
    package static let bitrateEstimate = RTCPFeedback(rawValue: "goog-remb")
}
