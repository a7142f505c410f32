import RTP

/// How a kind of answer chooses: the difference between ingest and playback.
struct AnswerRules {
    /// The direction of our sections.
    var direction: Direction
    var codecs: [MediaCodec]
    var extensions: [HeaderExtensionURI]
    /// Whether estimates of the receiver are wanted without the send times that they are made from.
    var wantsBitrateEstimate: Bool

    /// How many sections of a kind are taken.
    var sections = 1

    /// Whether a section flows the way we answer.
    func accepts(_ direction: Direction) -> Bool {
        self.direction.sends ? direction.receives : direction.sends
    }

    /// Whether H.264 in single units may flow: it may come from a host, and we cannot make it of fragments for a viewer.
    var takesSingleUnits: Bool { !direction.sends }

    /// Whether packets may follow that protect the picture's.
    var protectsPicture: Bool { direction.sends }

    /// Whether a picture may come in several layers: from a host; a viewer is sent one stream.
    var takesSimulcast: Bool { !direction.sends }

    var nothingOffered: NegotiationError { direction.sends ? .nothingToSend : .nothingToReceive }

    func feedback(_ kind: MediaKind, _ extensions: NegotiatedExtensions) -> [RTCPFeedback] {
        var feedback: [RTCPFeedback] = [.nack]
        if kind == .video { feedback += [.pictureLoss, .fullIntra] }
        if extensions.contains(.transportSequenceNumber) { feedback.append(.transportWide) }
        if kind == .video, wantsBitrateEstimate || extensions.contains(.absoluteSendTime) {
            feedback.append(.bitrateEstimate)
        }
        return feedback
    }
}
