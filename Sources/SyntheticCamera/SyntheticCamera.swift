/// A camera and microphone that need no hardware: a drawn scene and a played phrase, really coded as VP8 and Opus.
///
/// The picture comes in one layer or in several: the same picture in several sizes (simulcast).
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
    /// Lowest first.
    private let layers: [VideoLayer]
    private let audioEncoder: OpusSoundEncoder
    private var nextSample: Int64?
    private var samples: [Float]

    /// - Parameters:
    ///   - format: the size of the highest layer; each other is half as wide and half as high as the one above it.
    ///   - layers: how each is coded, lowest first; at least one.
    package init(
        format: PictureFormat = .compact, layers settings: [VP8Settings] = [VP8Settings()], subject: SceneSubject
    ) throws(SyntheticCameraError) {
        precondition(!settings.isEmpty, "a camera codes at least one layer")
        // All that can fail comes first: a type that cannot be copied must not be left half made.
        let layers = try Self.layers(settings, highest: format)
        let audioEncoder = try OpusSoundEncoder()
        self.layers = layers
        self.audioEncoder = audioEncoder
        self.format = format
        nextSample = nil
        samples = [Float](repeating: 0, count: OpusSoundEncoder.samplesPerPacket * OpusSoundEncoder.channels)
        scene = SyntheticScene(format: format, subject: subject)
    }

    private static func layers(
        _ settings: [VP8Settings], highest: PictureFormat
    ) throws(SyntheticCameraError) -> [VideoLayer] {
        var layers: [VideoLayer] = []
        for settings in settings.reversed() {
            let format = layers.last?.picture.format.half ?? highest
            layers.append(try VideoLayer(format: format, settings: settings))
        }
        return layers.reversed()
    }

    /// The product in the middle of the scene, from the next picture on.
    package var subject: SceneSubject {
        get { scene.subject }
        set { scene.subject = newValue }
    }

    /// Makes the next picture a key frame.
    ///
    /// - Parameter layer: counted from the lowest, which is 0; nil stands for all.
    package mutating func requestKeyFrame(layer: Int? = nil) {
        for index in layers.indices where layer == nil || layer == index { layers[index].requestKeyFrame() }
    }

    /// Draws the picture of a moment once and codes it in every layer.
    ///
    /// - Parameter time: since 1970-01-01T00:00:00Z; both clocks in the picture show it.
    /// - Returns: one frame for each layer, lowest first.
    package mutating func nextVideo(at time: Duration) throws(SyntheticCameraError) -> [EncodedFrame] {
        scene.draw(at: time, on: &layers[layers.count - 1].picture)
        for index in layers.indices.dropLast().reversed() { layers[index].picture.halve(layers[index + 1].picture) }
        return try layers.map { layer throws(SyntheticCameraError) in try layer.encode(at: time) }
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
