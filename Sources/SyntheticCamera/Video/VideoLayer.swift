/// The picture in one size, with a coder of its own.
final class VideoLayer {
    var picture: PictureBuffer
    private let encoder: VP8Encoder

    init(format: PictureFormat, settings: VP8Settings) throws(SyntheticCameraError) {
        encoder = try VP8Encoder(format: format, settings: settings)
        picture = PictureBuffer(format: format)
    }

    /// Makes the next frame a key frame.
    func requestKeyFrame() {
        encoder.requestKeyFrame()
    }

    /// Codes what ``picture`` shows.
    ///
    /// - Parameter time: since 1970-01-01T00:00:00Z.
    func encode(at time: Duration) throws(SyntheticCameraError) -> EncodedFrame {
        try encoder.encode(picture, at: time)
    }
}
