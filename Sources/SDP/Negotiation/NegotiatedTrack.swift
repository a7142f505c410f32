package import RTP

/// One section that both sides agreed on: what the router needs to know of it.
package struct NegotiatedTrack: Hashable, Sendable {
    package var kind: MediaKind
    package var mid: Mid
    /// At least one; the peer's preferred one first.
    package var formats: [NegotiatedFormat]
    /// The payload type of packets that protect the picture, when both sides do that.
    package var protection: PayloadType?
    package var extensions: NegotiatedExtensions
    /// Whether one-byte and two-byte extension blocks may be mixed.
    package var allowsMixedExtensions: Bool
    package var allowsReducedSizeRTCP: Bool
    /// The streams the peer declared; empty when packets alone tell them, by mid and layer, or it sends nothing.
    package var streams: [DeclaredStream]
    package var streamID: MediaStreamID?
    /// The layers of the simulcast, in the offer's order; empty when the picture is one stream.
    package var layers: [StreamID] = []

    /// The format to use for a codec; for H.264 the one whose profile comes closest.
    ///
    /// Without a format of the same tools, the first of the codec stands: players decode more than they say.
    package func format(for codec: MediaCodec, profile: H264Profile? = nil) -> NegotiatedFormat? {
        let candidates = formats.filter { $0.codec == codec }
        guard codec == .h264, let profile else { return candidates.first }
        return candidates.first { $0.h264Profile.hasSameTools(as: profile) } ?? candidates.first
    }
}
