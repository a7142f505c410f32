internal import RTP

/// How long packets wait in queues on the way now, beside the least they ever waited of late.
///
/// A queue that is always full has no slope: only its length tells of it. The least is forgotten after a while, so that
/// others who keep a queue full do not silence us for ever.
struct StandingQueue: Sendable {
    private enum Limit {
        /// The least of two such stretches counts.
        static let stretch = MediaSpan.seconds(10)
    }

    private var origin: (sent: MediaTime, arrival: FeedbackTime)?
    private var least: MediaSpan?
    private var leastBefore: MediaSpan?
    private var stretchStart = MediaTime(nanoseconds: 0)
    private var latest: MediaSpan?

    /// The wait of the packet that waited least among those of the last feedback.
    var length: MediaSpan {
        guard let latest, let least else { return .zero }
        return latest - min(least, leastBefore ?? least)
    }

    /// A new feedback begins.
    mutating func begin() {
        latest = nil
    }

    mutating func take(sentAt: MediaTime, arrival: FeedbackTime) {
        let (sent, arrived) = origin ?? (sentAt, arrival)
        origin = (sent, arrived)
        // The clocks' difference is in it, and the same in the least.
        let delay = arrival.since(arrived) - (sentAt - sent)
        latest = min(latest ?? delay, delay)
        if sentAt - stretchStart >= Limit.stretch {
            (leastBefore, least) = (least, nil)
            stretchStart = sentAt
        }
        least = min(least ?? delay, delay)
    }
}
