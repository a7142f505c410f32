/// What a stream publishes, and how.
public struct PublishSettings: Sendable {
    /// The format of the picture; nil sends sound alone.
    public var video: VideoCodec?
    /// The names of the picture's layers, lowest first: the same picture in several sizes (simulcast).
    ///
    /// At most three, each of 1–16 ASCII letters, digits, hyphens and underscores. Fewer than two are one stream.
    public var layers: [String]
    /// Whether Opus is sent as well.
    public var audio: Bool
    /// Nil sends each frame at once.
    public var pacing: Pacing?
    /// Whether the stream comes back also when the server, still there, ended its session.
    ///
    /// Two hosts of one show that did so would throw each other out for ever.
    public var outlastsGoodbye: Bool
    /// Called in the stream's own task when viewers need a key frame of the layer at a position; must not wait.
    public var keyFrameRequested: @Sendable (_ layer: Int) -> Void

    /// VP8 and Opus, each frame at once.
    public init(
        video: VideoCodec? = .vp8,
        layers: [String] = [],
        audio: Bool = true,
        pacing: Pacing? = nil,
        outlastsGoodbye: Bool = false,
        keyFrameRequested: @escaping @Sendable (_ layer: Int) -> Void = { _ in }
    ) {
        self.video = video
        self.layers = layers
        self.audio = audio
        self.pacing = pacing
        self.outlastsGoodbye = outlastsGoodbye
        self.keyFrameRequested = keyFrameRequested
    }
}
