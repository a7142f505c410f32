internal import RTP

/// How long a viewer is told to hold pictures, so that lost packets can be repaired before they are due.
///
/// Chromium's jitter buffer makes no room for a retransmission by itself: at 200 ms and 1 % loss it froze a quarter of the
/// time, with room for one round trip not at all (measured). The delay moves slowly, so that nobody sees it move.
struct PlayoutSteering {
    enum Limit {
        /// Loss below this is nothing to wait for.
        static let loss = 0.002
        /// The share of packets that may come too late after all requests for them: one a minute of 150 a second.
        static let left = 0.000_1
        /// How often a receiver asks for the same packet: libwebrtc takes a round trip of 100 ms where it knows none, and one
        /// that only receives knows none.
        static let requestInterval = MediaSpan.milliseconds(100)
        static let requests = 1...7
        /// The receiver's own waiting before it asks, and ours before we answer.
        static let margin = MediaSpan.milliseconds(80)
        static let most = MediaSpan.milliseconds(1_000)
        /// How far the delay moves in a second; at this speed nobody sees it (measured).
        static let speed = 0.1
        static let longestStep = MediaSpan.milliseconds(250)
        /// A path that lost nothing for so long is clean.
        static let clean = MediaSpan.seconds(10)
        /// The bound that stands with it: none that matters.
        static let maximum = MediaSpan.seconds(10)
    }

    private(set) var delay = MediaSpan.zero
    private var target = MediaSpan.zero
    private var lastLoss: MediaTime?
    private var lastStep: MediaTime?
    /// Whether the viewer may still hold to an earlier value.
    private(set) var isUsed = false

    /// Takes what is known of the path, and moves towards what it asks for.
    ///
    /// - Parameters:
    ///   - loss: share of packets.
    ///   - answers: how often a request is answered.
    mutating func update(loss: Double, roundTrip: MediaSpan, answers: Int, at now: MediaTime) {
        if loss > Limit.loss {
            lastLoss = now
            target = Self.wanted(loss: loss, roundTrip: roundTrip, answers: answers)
            isUsed = true
        } else if let lastLoss, now - lastLoss > Limit.clean {
            target = .zero
        }
        let elapsed = min(lastStep.map { now - $0 } ?? .zero, Limit.longestStep)
        lastStep = now
        let step = MediaSpan(nanoseconds: Int64(Double(elapsed.nanoseconds) * Limit.speed))
        delay = delay < target ? min(delay + step, target) : max(delay - step, target)
    }

    /// Room for so many requests that hardly anything is left, and for the way of the last of them.
    static func wanted(loss: Double, roundTrip: MediaSpan, answers: Int) -> MediaSpan {
        // A request fails where it is lost itself, or every answer to it.
        let failure = 1 - (1 - loss) * (1 - power(loss, answers))
        var requests = Limit.requests.lowerBound
        while requests < Limit.requests.upperBound, loss * power(failure, requests) > Limit.left { requests += 1 }
        let waiting = MediaSpan(nanoseconds: Limit.requestInterval.nanoseconds * Int64(requests - 1))
        return min(roundTrip + waiting + Limit.margin, Limit.most)
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}
