internal import RTP

/// A line of media timestamps that goes on from source to source; the layers of a picture share one.
final class Timeline {
    enum Limit {
        /// Layers of one frame come within this time.
        static let frame = MediaSpan.milliseconds(20)
    }

    let clock: ClockRate
    /// One frame, in ticks.
    private let step: UInt32
    private var newest: (timestamp: UInt32, arrival: MediaTime)?

    init(_ kind: MediaKind) {
        (clock, step) = kind == .video ? (.video, 3_000) : (.opus, 960)
    }

    /// Notes a packet on the line.
    @inline(__always)
    func note(_ timestamp: UInt32, at now: MediaTime) {
        if let newest, Int32(bitPattern: timestamp &- newest.timestamp) <= 0 { return }
        newest = (timestamp, now)
    }

    /// Where a new source begins: behind what went before; nil while nothing did.
    func end(at now: MediaTime) -> UInt32? {
        newest.map { $0.timestamp &+ max(ticks(since: $0.arrival, now), step) }
    }

    /// The moment of what comes now, as far as arrivals tell.
    func moment(at now: MediaTime) -> UInt32? {
        newest.map { $0.timestamp &+ (now - $0.arrival < Limit.frame ? 0 : ticks(since: $0.arrival, now)) }
    }

    private func ticks(since start: MediaTime, _ now: MediaTime) -> UInt32 {
        UInt32(truncatingIfNeeded: clock.ticks(in: now - start))
    }
}
