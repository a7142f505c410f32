internal import RTP

/// Ties a stream's timestamps to the clock on the wall, by the latest moment known on both.
struct MediaClock {
    private let rate: ClockRate
    private var latest: (timestamp: RTPTimestamp, wall: Duration)?

    init(rate: ClockRate) {
        self.rate = rate
    }

    /// Notes that a timestamp stands for a moment since 1970.
    mutating func set(_ timestamp: RTPTimestamp, capturedAt wall: Duration) {
        latest = (timestamp, wall)
    }

    /// The timestamp of a moment; nil before the first is known.
    func timestamp(at wall: NTPTime) -> RTPTimestamp? {
        guard let latest else { return nil }
        let known = latest.wall.components
        let elapsed = wall.unixNanoseconds - known.seconds * 1_000_000_000 - known.attoseconds / 1_000_000_000
        return latest.timestamp.advanced(by: Int(rate.ticks(in: MediaSpan(nanoseconds: elapsed))))
    }
}
