/// What a stream publishes, and how.
public struct PublishSettings: Sendable {
    /// The format of the picture; nil sends sound alone.
    public var video: VideoCodec?
    /// Whether Opus is sent as well.
    public var audio: Bool
    /// Nil sends each frame at once.
    public var pacing: Pacing?
    /// Whether the stream comes back also when the server, still there, ended its session.
    ///
    /// Two hosts of one show that did so would throw each other out for ever.
    public var outlastsGoodbye: Bool
    /// Called in the stream's own task when viewers need a key frame; must not wait.
    public var keyFrameRequested: @Sendable () -> Void

    /// VP8 and Opus, each frame at once.
    public init(
        video: VideoCodec? = .vp8,
        audio: Bool = true,
        pacing: Pacing? = nil,
        outlastsGoodbye: Bool = false,
        keyFrameRequested: @escaping @Sendable () -> Void = {}
    ) {
        self.video = video
        self.audio = audio
        self.pacing = pacing
        self.outlastsGoodbye = outlastsGoodbye
        self.keyFrameRequested = keyFrameRequested
    }
}
