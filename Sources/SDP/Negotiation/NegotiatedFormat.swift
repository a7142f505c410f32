package import RTP

/// A format both sides agreed on.
package struct NegotiatedFormat: Hashable, Sendable {
    package var codec: MediaCodec
    package var payloadType: PayloadType
    /// The payload type of its retransmissions, when both sides do RTX.
    package var retransmission: PayloadType?
    /// The payload type under which a packet of sound carries earlier ones too, when both sides do that.
    package var redundancy: PayloadType?
    package var parameters: FormatParameters?
    package var feedback: [RTCPFeedback]

    package var h264Profile: H264Profile { parameters?.h264Profile ?? .unstated }

    /// The format as it stands in a description.
    var payloadFormats: [PayloadFormat] {
        let format = PayloadFormat(
            payloadType: payloadType, encoding: FormatEncoding(codec), parameters: parameters, feedback: feedback)
        let repair = retransmission.map {
            PayloadFormat(
                payloadType: $0, encoding: .retransmission,
                parameters: FormatParameters("apt=\(payloadType.rawValue)"))
        }
        let repeating = redundancy.map {
            PayloadFormat(
                payloadType: $0, encoding: .redundancy,
                parameters: FormatParameters("\(payloadType.rawValue)/\(payloadType.rawValue)"))
        }
        return [format, repair, repeating].compactMap(\.self)
    }
}
