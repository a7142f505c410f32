internal import COpus

/// Opus by libopus: 48 kHz stereo, packets of 20 ms, 48 kbit/s, with in-band forward error correction.
final class OpusSoundEncoder {
    static let packetDuration: Duration = .milliseconds(20)
    static let channels = 2
    static let samplesPerPacket = Int(Melody.sampleRate / 50)
    /// The most libopus may write for one packet (RFC 6716, section 3.4: 1,275 bytes per frame, and its table of contents).
    private static let maximumPacketSize = 1_276

    private let encoder: OpaquePointer

    init() throws(SyntheticCameraError) {
        var code: Int32 = 0
        let made = opus_encoder_create(Int32(Melody.sampleRate), Int32(Self.channels), OPUS_APPLICATION_AUDIO, &code)
        guard let made else { throw .coderNotStarted(.opus, reason: String(cString: opus_strerror(code))) }
        encoder = made
        try apply(OPUS_SET_BITRATE_REQUEST, 48_000)
        try apply(OPUS_SET_COMPLEXITY_REQUEST, 5)
        try apply(OPUS_SET_INBAND_FEC_REQUEST, 1)
        // libopus writes the redundant copy only while it expects loss, in percent.
        try apply(OPUS_SET_PACKET_LOSS_PERC_REQUEST, 10)
    }

    deinit {
        opus_encoder_destroy(encoder)
    }

    /// Codes one packet.
    ///
    /// - Parameters:
    ///   - samples: ``samplesPerPacket`` interleaved stereo samples from -1 to 1.
    ///   - number: the first sample's number since 1970-01-01T00:00:00Z.
    func encode(_ samples: [Float], from number: Int64) throws(SyntheticCameraError) -> EncodedSound {
        precondition(
            samples.count == Self.samplesPerPacket * Self.channels,
            "an Opus packet here holds 20 ms of stereo"
        )
        var bytes = [UInt8](repeating: 0, count: Self.maximumPacketSize)
        let length = opus_encode_float(
            encoder, samples, Int32(Self.samplesPerPacket), &bytes, Int32(Self.maximumPacketSize)
        )
        guard length > 0 else { throw .frameNotCoded(.opus, reason: String(cString: opus_strerror(length))) }
        bytes.removeSubrange(Int(length)...)
        return EncodedSound(bytes: bytes, timestamp48k: UInt32(truncatingIfNeeded: number))
    }

    private func apply(_ request: Int32, _ value: Int32) throws(SyntheticCameraError) {
        let code = copus_encoder_set(encoder, request, value)
        guard code == OPUS_OK else { throw .coderNotStarted(.opus, reason: String(cString: opus_strerror(code))) }
    }
}
