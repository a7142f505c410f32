internal import RTP

/// What a viewer's feedback said and may cost.
struct ViewerControl {
    enum Limit {
        /// Numbers looked up within ``requestInterval``; a round of libwebrtc asks for fewer.
        static let requests = 256
        static let requestInterval = MediaSpan.milliseconds(10)
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
    private var requestsLeft = Limit.requests
    private var requestsSince = MediaTime(nanoseconds: 0)
    private var keyFrames = 0
    private var lastKeyFrame: MediaTime?

    /// Whether one more missing number may be looked up.
    mutating func mayAsk(at now: MediaTime) -> Bool {
        if now - requestsSince >= Limit.requestInterval {
            requestsSince = now
            requestsLeft = Limit.requests
        }
        guard requestsLeft > 0 else { return false }
        requestsLeft -= 1
        return true
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
