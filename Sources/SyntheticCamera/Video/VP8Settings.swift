/// How the VP8 coder weighs picture, bit rate and processor.
package struct VP8Settings: Hashable, Sendable {
    /// Bits per second at constant bit rate.
    package var bitsPerSecond: Int
    /// At least one key frame in this time, so that a kept group of pictures stays short.
    package var keyFrameInterval: Duration
    /// libvpx's `cpu-used` in its fixed form: -1 is the slowest, -16 the fastest.
    package var speed: Int = -10
    /// The most a key frame may take, in percent of one frame's share of the bit rate.
    package var keyFrameShare: Int = 900
    /// Blocks that changed less than this are skipped: the backdrop stands still, and searching it costs most.
    package var staticThreshold: Int = 100

    package init(bitsPerSecond: Int = 1_200_000, keyFrameInterval: Duration = .seconds(2)) {
        self.bitsPerSecond = bitsPerSecond
        self.keyFrameInterval = keyFrameInterval
    }
}
