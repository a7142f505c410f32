internal import RTP

/// Whether queues on the way grow: the slope of the delay over the last groups, against a threshold that adapts.
///
/// Source: libwebrtc's trendline estimator; Carlucci et al., “Analysis and design of the Google congestion control for
/// web real-time communication”, MMSys 2016, for the threshold.
struct DelayTrend: Sendable {
    enum Limit {
        /// Groups the line is laid through.
        static let window = 20
        static let smoothing = 0.9
        /// What a slope counts for, and how many groups at most it is multiplied with.
        static let gain = 4.0
        static let groups = 60.0
        /// The threshold, in milliseconds: where it begins, its bounds, and how fast it follows up and down.
        static let threshold = 12.5
        static let thresholds = 6.0...600.0
        static let up = 0.0087
        static let down = 0.039
        /// A trend so far above the threshold does not move it.
        static let outlier = 15.0
        /// How long a trend must be over the threshold.
        static let overuse = MediaSpan.milliseconds(10)
        static let longestStep = 100.0
    }

    private struct Point {
        var arrival: Double
        var smoothed: Double
    }

    private(set) var usage = PathUsage.normal
    private var points: [Point] = []
    private var firstArrival: FeedbackTime?
    private var accumulated = 0.0
    private var smoothed = 0.0
    private var groups = 0
    private var threshold = Limit.threshold
    private var lastUpdate: FeedbackTime?
    private var overFor = MediaSpan.zero
    private var overGroups = 0
    private var lastTrend = 0.0

    init() {
        points.reserveCapacity(Limit.window + 1)
    }

    mutating func take(_ gradient: PacketGroups.Gradient) {
        let first = firstArrival ?? gradient.arrival
        firstArrival = first
        groups += 1
        accumulated += gradient.change.milliseconds
        smoothed = Limit.smoothing * smoothed + (1 - Limit.smoothing) * accumulated
        points.append(Point(arrival: gradient.arrival.since(first).milliseconds, smoothed: smoothed))
        if points.count > Limit.window { points.removeFirst() }
        let trend = points.count == Limit.window ? slope() ?? lastTrend : lastTrend
        detect(trend, over: gradient.sent, at: gradient.arrival)
    }

    /// The least-squares line's slope: milliseconds of delay gained per millisecond.
    private func slope() -> Double? {
        let count = Double(points.count)
        let (x, y) = points.reduce((0.0, 0.0)) { ($0.0 + $1.arrival, $0.1 + $1.smoothed) }
        let (meanX, meanY) = (x / count, y / count)
        let (above, below) = points.reduce((0.0, 0.0)) { sums, point in
            let distance = point.arrival - meanX
            return (sums.0 + distance * (point.smoothed - meanY), sums.1 + distance * distance)
        }
        return below == 0 ? nil : above / below
    }

    private mutating func detect(_ trend: Double, over sent: MediaSpan, at arrival: FeedbackTime) {
        defer { lastTrend = trend }
        guard groups >= 2 else { return usage = .normal }
        let modified = min(Double(groups), Limit.groups) * trend * Limit.gain
        if modified > threshold {
            // The first group over the threshold may have been so for half its length.
            overFor = overGroups == 0 ? MediaSpan(nanoseconds: sent.nanoseconds / 2) : overFor + sent
            overGroups += 1
            if overFor > Limit.overuse, overGroups > 1, trend >= lastTrend {
                overFor = .zero
                overGroups = 0
                usage = .over
            }
        } else {
            overFor = .zero
            overGroups = 0
            usage = modified < -threshold ? .under : .normal
        }
        adapt(to: modified, at: arrival)
    }

    private mutating func adapt(to modified: Double, at arrival: FeedbackTime) {
        defer { lastUpdate = arrival }
        guard abs(modified) <= threshold + Limit.outlier else { return }
        let step = min(lastUpdate.map { arrival.since($0).milliseconds } ?? 0, Limit.longestStep)
        let factor = abs(modified) < threshold ? Limit.down : Limit.up
        threshold += factor * (abs(modified) - threshold) * step
        threshold = min(max(threshold, Limit.thresholds.lowerBound), Limit.thresholds.upperBound)
    }
}

extension MediaSpan {
    var milliseconds: Double { Double(nanoseconds) / 1e6 }
}
