/// The size and rate of a moving picture.
package struct PictureFormat: Hashable, Sendable {
    package let width: Int
    package let height: Int
    package let framesPerSecond: Int

    /// 640×360 at 30 frames a second, the default: half the width costs a quarter of the processor.
    package static let compact = Self(width: 640, height: 360, framesPerSecond: 30)

    /// 1280×720 at 30 frames a second.
    package static let high = Self(width: 1_280, height: 720, framesPerSecond: 30)

    /// The time from one frame to the next.
    package var frameInterval: Duration { .seconds(1) / framesPerSecond }

    /// Half as wide and half as high, at the same rate.
    var half: Self {
        // Colour has half the samples each way, so that what is halved must be divisible by four.
        precondition(width % 4 == 0 && height % 4 == 0, "a picture of \(width)×\(height) cannot be halved")
        return Self(width: width / 2, height: height / 2, framesPerSecond: framesPerSecond)
    }

    /// Pixels to one scene unit; the scene is drawn on a sheet 640 units wide and 360 high.
    var scale: Float { Float(width) / SceneBox.sheet.width }

    /// Sizes are fixed to the two above and their halves, because the bar-code clock needs a width of 40 equal blocks.
    private init(width: Int, height: Int, framesPerSecond: Int) {
        self.width = width
        self.height = height
        self.framesPerSecond = framesPerSecond
    }
}
