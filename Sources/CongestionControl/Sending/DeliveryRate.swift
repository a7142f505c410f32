internal import RTP

/// The rate at which packets arrive at the peer, by its feedback.
///
/// Source: libwebrtc's acknowledged bitrate estimator: a Bayesian mean over short windows, so that one odd window moves
/// it little.
struct DeliveryRate: Sendable {
    enum Limit {
        static let firstWindow = MediaSpan.milliseconds(500)
        static let window = MediaSpan.milliseconds(150)
        /// How much a sample is doubted for each of its own lengths that it lies from the estimate.
        static let doubt = 10.0
        /// The same for a sample of an idle sender, which says little about the path.
        static let idleDoubt = 20.0
    }

    /// nil until the first window is full.
    private(set) var rate: Bitrate?
    private var variance = 50.0
    private var kilobits = 0.0
    private var windowStart: FeedbackTime?
    private var last: FeedbackTime?
    private var bytes = 0

    mutating func take(_ count: Int, arrival: FeedbackTime, isIdle: Bool) {
        let length = rate == nil ? Limit.firstWindow : Limit.window
        guard var start = windowStart, let before = last else {
            (windowStart, last, bytes) = (arrival, arrival, count)
            return
        }
        // Time that went back, or stood still for long, begins anew.
        guard arrival >= before, arrival.since(before) < .seconds(5) else {
            (windowStart, last, bytes) = (arrival, arrival, count)
            return
        }
        last = arrival
        let elapsed = arrival.since(start)
        if elapsed >= length {
            sample(Double(bytes) * 8e6 / Double(elapsed.nanoseconds), isIdle: isIdle)
            start = arrival
            bytes = 0
            windowStart = start
        }
        bytes += count
    }

    /// - Parameter sample: kilobits a second.
    private mutating func sample(_ sample: Double, isIdle: Bool) {
        defer { rate = Bitrate(kilobits * 1_000) }
        guard rate != nil else { return kilobits = sample }
        let doubt = isIdle && sample < kilobits ? Limit.idleDoubt : Limit.doubt
        let uncertainty = doubt * abs(kilobits - sample) / max(kilobits + min(sample, 1e9), 1)
        let sampleVariance = max(uncertainty * uncertainty, 1e-6)
        let predicted = variance + 5
        kilobits = max(0, (sampleVariance * kilobits + predicted * sample) / (sampleVariance + predicted))
        variance = sampleVariance * predicted / (sampleVariance + predicted)
    }
}
