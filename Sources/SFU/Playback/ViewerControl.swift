internal import RTP

/// What a viewer's feedback said and may cost.
struct ViewerControl {
    enum Limit {
        /// Numbers looked up within ``requestInterval``; a round of libwebrtc asks for fewer.
        static let requests = 256
        static let requestInterval = MediaSpan.milliseconds(10)
        /// Feedback read within ``feedbackInterval``; libwebrtc sends at most one every 50 ms, in a few parts.
        static let feedback = 20
        static let feedbackInterval = MediaSpan.milliseconds(100)
        /// Above so much loss a request is answered twice: another one would come late.
        static let lossy = 0.005
    }

    var budget = RetransmissionBudget()
    var lossReported = 0.0
    /// How often a request for a lost packet is answered.
    var answers = 1
    var roundTrip: MediaSpan?
    var retransmitted = 0
    var requested = 0
    private var requests = Allowance(Limit.requests, every: Limit.requestInterval)
    private var feedback = Allowance(Limit.feedback, every: Limit.feedbackInterval)

    /// Whether one more missing number may be looked up.
    mutating func mayAsk(at now: MediaTime) -> Bool {
        requests.take(at: now)
    }

    /// Whether one more piece of feedback may be read.
    mutating func mayReport(at now: MediaTime) -> Bool {
        feedback.take(at: now)
    }
}

/// So many of something in each stretch of time.
private struct Allowance {
    private let count: Int
    private let interval: MediaSpan
    private var left: Int
    private var since = MediaTime(nanoseconds: 0)

    init(_ count: Int, every interval: MediaSpan) {
        self.count = count
        self.interval = interval
        left = count
    }

    /// Takes one, where one is left.
    mutating func take(at now: MediaTime) -> Bool {
        if now - since >= interval {
            since = now
            left = count
        }
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}
