package import RTP

/// Distances between picture and sound over a long time: how large they were, and whether they grew.
package struct DriftLine: Sendable {
    private var count = 0.0
    private var sumOfTimes = 0.0
    private var sumOfDistances = 0.0
    private var sumOfSquares = 0.0
    private var sumOfProducts = 0.0
    private var start: MediaTime?
    /// The largest distance, whichever came first.
    package private(set) var largest = MediaSpan.zero
    /// How many were larger than ``limit``.
    package private(set) var beyond = 0
    private let limit: MediaSpan

    package init(limit: MediaSpan) {
        self.limit = limit
    }

    /// Notes a distance.
    package mutating func add(_ distance: MediaSpan, at now: MediaTime) {
        let begun = start ?? now
        start = begun
        if distance.magnitude > largest { largest = distance.magnitude }
        if distance.magnitude > limit { beyond += 1 }
        let time = Double((now - begun).nanoseconds) / 1e9
        let value = Double(distance.nanoseconds) / 1e6
        count += 1
        sumOfTimes += time
        sumOfDistances += value
        sumOfSquares += time * time
        sumOfProducts += time * value
    }

    /// Distances noted.
    package var samples: Int { Int(count) }

    /// The mean distance, in milliseconds.
    package var mean: Double { count > 0 ? sumOfDistances / count : 0 }

    /// How fast the distance grows, in milliseconds an hour, by least squares; 0 for less than two moments.
    package var slope: Double {
        let spread = count * sumOfSquares - sumOfTimes * sumOfTimes
        guard spread > 0 else { return 0 }
        return (count * sumOfProducts - sumOfTimes * sumOfDistances) / spread * 3_600
    }
}

extension MediaSpan {
    /// The span without its sign.
    fileprivate var magnitude: MediaSpan { self < .zero ? .zero - self : self }
}
