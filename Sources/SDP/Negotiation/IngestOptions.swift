package import RTP

/// What a host may send.
package struct IngestOptions: Hashable, Sendable {
    package var codecs: [MediaCodec]
    /// A simulcast is taken only where `.rid` is among them.
    package var extensions: [HeaderExtensionURI]

    package init(
        codecs: [MediaCodec] = MediaCodec.allCases,
        extensions: [HeaderExtensionURI] = [
            .mid, .rid, .repairedRID, .absoluteSendTime, .transportSequenceNumber, .audioLevel, .videoOrientation,
            .absoluteCaptureTime, .dependencyDescriptor,
        ]
    ) {
        self.codecs = codecs
        self.extensions = extensions
    }
}
