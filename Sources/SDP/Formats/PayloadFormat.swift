package import RTP

/// One format of a media section: payload type, encoding, parameters and feedback.
package struct PayloadFormat: Hashable, Sendable {
    package var payloadType: PayloadType
    /// Nil for a static type without an rtpmap line, such as 0 for PCMU.
    package var encoding: FormatEncoding?
    package var parameters: FormatParameters?
    package var feedback: [RTCPFeedback]

    package init(
        payloadType: PayloadType, encoding: FormatEncoding? = nil, parameters: FormatParameters? = nil,
        feedback: [RTCPFeedback] = []
    ) {
        self.payloadType = payloadType
        self.encoding = encoding
        self.parameters = parameters
        self.feedback = feedback
    }

    /// The codec of ours, when Tradewind can forward this format.
    ///
    /// VP9 only in profile 0 and AV1 only in profile 0: 8 bits, 4:2:0, what every player decodes.
    package var forwardableCodec: MediaCodec? {
        guard let codec = encoding?.codec else { return nil }
        switch codec {
        case .vp9: return (parameters?["profile-id"] ?? "0") == "0" ? codec : nil
        case .av1: return (parameters?["profile"] ?? "0") == "0" ? codec : nil
        case .h264: return packetizationMode == nil ? nil : codec
        case .vp8, .opus: return codec
        }
    }

    /// H.264's packetization mode: 0 or 1; nil for interleaved mode, which WebRTC does not use.
    package var packetizationMode: Int? {
        switch parameters?["packetization-mode"] ?? "0" {
        case "0": 0
        case "1": 1
        default: nil
        }
    }

    package var h264Profile: H264Profile { parameters?.h264Profile ?? .unstated }

    /// The type whose packets this format repeats (RFC 2198, section 5); nil where it mixes several.
    package var repeatedPayloadType: PayloadType? {
        guard encoding?.isRedundancy == true,
            let types = parameters?.text.fields(separator: UInt8(ascii: "/")), types.count > 1,
            Set(types).count == 1, let value = UInt8(types[0])
        else { return nil }
        return PayloadType(rawValue: value)
    }

    /// The type that this retransmission format repairs (RFC 4588, section 8.1).
    package var repairedPayloadType: PayloadType? {
        guard encoding?.isRetransmission == true, let apt = parameters?["apt"], let value = UInt8(apt) else {
            return nil
        }
        return PayloadType(rawValue: value)
    }
}
