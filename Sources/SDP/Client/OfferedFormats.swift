package import RTP

/// The formats a client of ours offers, in order of preference.
package struct OfferedFormats: Hashable, Sendable {
    package var audio: [PayloadFormat]
    package var video: [PayloadFormat]

    package init(audio: [PayloadFormat], video: [PayloadFormat]) {
        self.audio = audio
        self.video = video
    }

    /// Opus, and each video codec with its retransmissions; payload types from 96 on in the order given.
    package init(video codecs: [MediaCodec] = [.vp8, .h264, .vp9, .av1], audio: Bool = true) {
        var next: UInt8 = 96
        func type() -> PayloadType {
            defer { next += 1 }
            return PayloadType(lowBitsOf: next)
        }
        var video: [PayloadFormat] = []
        for codec in codecs {
            let format = NegotiatedFormat(
                codec: codec, payloadType: type(), retransmission: type(), parameters: Self.parameters(codec),
                feedback: [.nack, .pictureLoss, .fullIntra, .transportWide, .bitrateEstimate])
            video += format.payloadFormats
        }
        self.video = video
        let opus = PayloadFormat(
            payloadType: type(), encoding: FormatEncoding(.opus), parameters: Self.parameters(.opus),
            feedback: [.transportWide])
        self.audio = audio ? [opus] : []
    }

    private static func parameters(_ codec: MediaCodec) -> FormatParameters? {
        switch codec {
        case .vp8: nil
        case .vp9: FormatParameters("profile-id=0")
        case .h264:
            FormatParameters("level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f")
        case .av1: FormatParameters("level-idx=5;profile=0;tier=0")
        case .opus: FormatParameters("minptime=10;useinbandfec=1")
        }
    }
}
