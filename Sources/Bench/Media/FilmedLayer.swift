internal import SyntheticCamera

/// One of the sizes in which a filmed show may go out (simulcast).
struct FilmedLayer: Sendable {
    private enum Limit {
        /// Far apart, as a browser's: what is lost must be repaired, not waited for.
        static let keyFrameInterval = Duration.seconds(10)
    }

    /// Its name in the session.
    let name: String
    let bitsPerSecond: Int

    /// A quarter of the picture's width and height, half of them, and all; lowest first.
    private static let all = [
        FilmedLayer(name: "q", bitsPerSecond: 100_000), FilmedLayer(name: "h", bitsPerSecond: 300_000),
        FilmedLayer(name: "f", bitsPerSecond: 1_250_000),
    ]

    /// How many there can be.
    static var counts: ClosedRange<Int> { 1...all.count }

    /// The highest layers, lowest first.
    static func highest(_ count: Int) -> [FilmedLayer] { all.suffix(count) }

    var settings: VP8Settings {
        VP8Settings(bitsPerSecond: bitsPerSecond, keyFrameInterval: Limit.keyFrameInterval)
    }
}
