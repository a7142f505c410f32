package import RTP

/// What a host may send.
package struct IngestOptions: Hashable, Sendable {
    package var codecs: [MediaCodec]
    package var extensions: [HeaderExtensionURI]

    package init(
        codecs: [MediaCodec] = MediaCodec.allCases,
        extensions: [HeaderExtensionURI] = [
            .mid, .absoluteSendTime, .transportSequenceNumber, .audioLevel, .videoOrientation, .absoluteCaptureTime,
        ]
    ) {
        self.codecs = codecs
        self.extensions = extensions
    }
}
