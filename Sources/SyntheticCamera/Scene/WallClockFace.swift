/// The big clock: UTC to the millisecond, for people to read.
struct WallClockFace: Sendable {
    private static let right: Float = 620
    private static let top: Float = 295
    private static let ink = Tint(SceneColour(hex: 0xFBF3E0))
    private static let captionInk = Tint(SceneColour(hex: 0xF2A33A))

    private var digits = Lettering(height: 24)
    private var caption = Lettering(height: 8)

    /// - Parameter time: since 1970-01-01T00:00:00Z.
    mutating func draw(_ time: Duration, on picture: inout PictureBuffer) {
        let text = Self.text(for: time)
        let left = Self.right - digits.width(of: text)
        digits.draw(text, left: left, top: Self.top, tint: Self.ink, on: &picture)
        caption.draw("UTC", left: left, top: 281, tint: Self.captionInk, on: &picture)
    }

    /// The time of day as `HH:MM:SS.mmm`.
    static func text(for time: Duration) -> String {
        let day: Int64 = 24 * 60 * 60 * 1_000
        let ofDay = time.wholeMilliseconds % day
        func padded(_ value: Int64, _ count: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(count - digits.count, 0)) + digits
        }
        let hours = padded(ofDay / 3_600_000, 2), minutes = padded(ofDay / 60_000 % 60, 2)
        return "\(hours):\(minutes):\(padded(ofDay / 1_000 % 60, 2)).\(padded(ofDay % 1_000, 3))"
    }
}
