internal import RTP

/// What the path carried when it was last full, and how sure that is.
///
/// Source: libwebrtc's link capacity estimator.
struct LinkCapacity: Sendable {
    private enum Limit {
        static let smoothing = 0.05
        /// Bounds of the normalised variance.
        static let deviations = 0.4...2.5
        /// How many deviations still belong.
        static let deviationsAround = 3.0
    }

    /// Kilobits a second; nil while nothing is known.
    private(set) var kilobits: Double?
    private var deviation = 0.4

    /// Takes the delivery rate at a moment when the path was full.
    mutating func take(_ rate: Bitrate) {
        let sample = Double(rate.bitsPerSecond) / 1_000
        let before = kilobits ?? sample
        let estimate = (1 - Limit.smoothing) * before + Limit.smoothing * sample
        kilobits = estimate
        let error = (estimate - sample) / max(estimate.squareRoot(), 1)
        deviation = (1 - Limit.smoothing) * deviation + Limit.smoothing * error * error
        deviation = min(max(deviation, Limit.deviations.lowerBound), Limit.deviations.upperBound)
    }

    mutating func forget() {
        kilobits = nil
    }

    /// Whether a rate is near enough to be the same capacity, above it, or below.
    func position(of rate: Bitrate) -> Position {
        guard let kilobits else { return .unknown }
        let around = Limit.deviationsAround * (deviation * kilobits).squareRoot()
        let sample = Double(rate.bitsPerSecond) / 1_000
        if sample > kilobits + around { return .above }
        return sample < kilobits - around ? .below : .near
    }

    enum Position {
        case unknown
        case below
        case near
        case above
    }
}
