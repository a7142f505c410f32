/// A camera and microphone that need no hardware: a drawn scene and a played phrase, really coded as VP8 and Opus.
///
/// Sans-IO: it neither sleeps nor reads a clock. Its driver asks for a picture every ``PictureFormat/frameInterval`` and
/// for sound every ``audioInterval``, each with the time of day; both streams' timestamps come from that one clock.
package struct SyntheticCamera: ~Copyable {
    /// The time one packet of sound lasts.
    package static let audioInterval = OpusSoundEncoder.packetDuration
    /// The driver may be this much late or early before the sound jumps to where it should be.
    private static let audioTolerance = Melody.sampleRate / 5

    package let format: PictureFormat
    private var scene: SyntheticScene
    private var picture: PictureBuffer
    private let videoEncoder: VP8Encoder
    private let audioEncoder: OpusSoundEncoder
    private var nextSample: Int64?
    private var samples: [Float]

    package init(
        format: PictureFormat = .compact, video: VP8Settings = VP8Settings(), subject: SceneSubject
    ) throws(SyntheticCameraError) {
        // All that can fail comes first: a type that cannot be copied must not be left half made.
        let videoEncoder = try VP8Encoder(format: format, settings: video)
        let audioEncoder = try OpusSoundEncoder()
        self.videoEncoder = videoEncoder
        self.audioEncoder = audioEncoder
        self.format = format
        nextSample = nil
        samples = [Float](repeating: 0, count: OpusSoundEncoder.samplesPerPacket * OpusSoundEncoder.channels)
        scene = SyntheticScene(format: format, subject: subject)
        picture = PictureBuffer(format: format)
    }

    /// The product in the middle of the scene, from the next picture on.
    package var subject: SceneSubject {
        get { scene.subject }
        set { scene.subject = newValue }
    }

    /// Makes the next picture a key frame.
    package mutating func requestKeyFrame() {
        videoEncoder.requestKeyFrame()
    }

    /// Draws and codes the picture of a moment.
    ///
    /// - Parameter time: since 1970-01-01T00:00:00Z; both clocks in the picture show it.
    package mutating func nextVideo(at time: Duration) throws(SyntheticCameraError) -> EncodedFrame {
        scene.draw(at: time, on: &picture)
        return try videoEncoder.encode(picture, at: time)
    }

    /// Plays and codes the next 20 ms of sound.
    ///
    /// Packets follow each other without a gap; only when `time` has run away from them, as after a stop, do they jump.
    ///
    /// - Parameter time: now, since 1970-01-01T00:00:00Z.
    package mutating func nextAudio(at time: Duration) throws(SyntheticCameraError) -> EncodedSound {
        let packet = Int64(OpusSoundEncoder.samplesPerPacket)
        let present = time.ticks(rate: Melody.sampleRate) / packet * packet
        let first = nextSample.flatMap { abs($0 - present) <= Self.audioTolerance ? $0 : nil } ?? present
        Melody().render(from: first, into: &samples)
        nextSample = first + packet
        return try audioEncoder.encode(samples, from: first)
    }
}

// The camera alone holds its coders and buffers and cannot be copied, and neither library binds its state to a thread.
extension SyntheticCamera: @unchecked Sendable {}
