package import RTP

/// What a viewer may be sent.
package struct PlaybackOptions: Hashable, Sendable {
    package var codecs: [MediaCodec]
    package var extensions: [HeaderExtensionURI]

    /// Feedback on the whole transport is asked for by adding `.transportSequenceNumber`.
    package init(
        codecs: [MediaCodec] = MediaCodec.allCases,
        extensions: [HeaderExtensionURI] = [.mid, .videoOrientation, .absoluteCaptureTime, .playoutDelay]
    ) {
        self.codecs = codecs
        self.extensions = extensions
    }
}
