internal import RTP

/// What a viewer's feedback said and may cost.
struct ViewerControl {
    enum Limit {
        /// Datagrams of control read within ``datagramInterval``; what comes above is not even opened.
        ///
        /// libwebrtc sends fewer than a hundred a second on a bad network, and after an outage what it held back.
        static let datagrams = 100
        static let datagramInterval = MediaSpan.milliseconds(100)
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
    private var datagrams = Allowance(Limit.datagrams, every: Limit.datagramInterval)
    private var requests = Allowance(Limit.requests, every: Limit.requestInterval)
    private var feedback = Allowance(Limit.feedback, every: Limit.feedbackInterval)

    /// Whether one more datagram may be opened.
    mutating func mayWrite(at now: MediaTime) -> Bool {
        datagrams.take(at: now)
    }

    /// Whether one more missing number may be looked up.
    mutating func mayAsk(at now: MediaTime) -> Bool {
        requests.take(at: now)
    }

    /// Whether one more piece of feedback may be read.
    mutating func mayReport(at now: MediaTime) -> Bool {
        feedback.take(at: now)
    }
}
