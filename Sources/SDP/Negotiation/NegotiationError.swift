package import RTP

/// Why an offer and we cannot come together.
package enum NegotiationError: Error, Hashable, Sendable {
    /// No section of sound or picture flows the way that is needed.
    case nothingToSend
    case nothingToReceive
    case noCommonCodec(MediaKind, offered: [String])
    case noBundle
    case noRTCPMultiplexing(MediaKind)
    case noMid(MediaKind)
    case noIceCredentials
    case noFingerprint
    case setupConflict(SetupRole)
    /// An answer that does not fit the offer it answers.
    case answerDoesNotFit
    /// An answer that refused every section.
    case everythingRefused
}

extension NegotiationError {
    /// A stable word that programs can test.
    package var code: String {
        switch self {
        case .nothingToSend: "no-media-to-send"
        case .nothingToReceive: "no-media-to-receive"
        case .noCommonCodec: "no-common-codec"
        case .noBundle: "no-bundle"
        case .noRTCPMultiplexing: "no-rtcp-mux"
        case .noMid: "no-mid"
        case .noIceCredentials: "no-ice-credentials"
        case .noFingerprint: "no-fingerprint"
        case .setupConflict: "dtls-setup-conflict"
        case .answerDoesNotFit: "answer-does-not-fit"
        case .everythingRefused: "everything-refused"
        }
    }

    /// What was wrong with what, as a sentence.
    package var detail: String {
        switch self {
        case .nothingToSend: "The offer has no audio or video section that asks to receive."
        case .nothingToReceive: "The offer has no audio or video section that sends."
        case .noCommonCodec(let kind, let offered):
            "None of the offered \(kind.rawValue) codecs can be forwarded: "
                + (offered.isEmpty ? "the section names none." : "\(offered.joined(separator: ", ")).")
        case .noBundle: "The sections are not in one BUNDLE group."
        case .noRTCPMultiplexing(let kind): "The \(kind.rawValue) section has no a=rtcp-mux."
        case .noMid(let kind): "The \(kind.rawValue) section has no a=mid."
        case .noIceCredentials: "There is no a=ice-ufrag with an a=ice-pwd."
        case .noFingerprint: "There is no a=fingerprint."
        case .setupConflict(let role): "a=setup:\(role.rawValue) leaves no role for the other side."
        case .answerDoesNotFit: "The answer's sections, formats or extensions are not those of the offer."
        case .everythingRefused: "The answer refuses every section."
        }
    }

    /// What to do about it.
    package var action: String {
        switch self {
        case .nothingToSend: "Offer a section with a=recvonly."
        case .nothingToReceive: "Offer a section with a=sendonly."
        case .noCommonCodec(.video, _): "Offer VP8, VP9 (profile 0), H264 (packetization-mode 1) or AV1."
        case .noCommonCodec(.audio, _): "Offer opus/48000/2."
        case .noBundle: "Set bundlePolicy to max-bundle, or add a=group:BUNDLE with every mid."
        case .noRTCPMultiplexing: "Set rtcpMuxPolicy to require."
        case .noMid: "Give each section an a=mid."
        case .noIceCredentials: "Send the description after setLocalDescription(), or add the two lines."
        case .noFingerprint: "Use DTLS-SRTP and add the certificate's fingerprint."
        case .setupConflict: "Offer a=setup:actpass."
        case .answerDoesNotFit, .everythingRefused: "Make a new offer."
        }
    }
}
