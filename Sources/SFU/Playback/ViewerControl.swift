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
        /// How often one viewer's decoder may cost everybody a key frame.
        static let keyFrameInterval = MediaSpan.seconds(1)
        /// The same for a viewer that has asked ``keyFramesBeforeSlowing`` times.
        static let slowKeyFrameInterval = MediaSpan.seconds(5)
        static let keyFramesBeforeSlowing = 10
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
    private var keyFrames = 0
    private var lastKeyFrame: MediaTime?

    /// Whether one more missing number may be looked up.
    mutating func mayAsk(at now: MediaTime) -> Bool {
        requests.take(at: now)
    }

    /// Whether one more piece of feedback may be read.
    mutating func mayReport(at now: MediaTime) -> Bool {
        feedback.take(at: now)
    }

    /// Whether the host may be asked for a key frame on this viewer's behalf.
    mutating func mayHaveKeyFrame(at now: MediaTime) -> Bool {
        let interval = keyFrames < Limit.keyFramesBeforeSlowing ? Limit.keyFrameInterval : Limit.slowKeyFrameInterval
        if let lastKeyFrame, now - lastKeyFrame < interval { return false }
        lastKeyFrame = now
        keyFrames += 1
        return true
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
