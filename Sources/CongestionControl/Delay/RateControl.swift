internal import RTP

/// The rate that the delay allows: up by shares while the path is free, by packets near its capacity, down on overuse.
///
/// Source: draft-ietf-rmcat-gcc-02, section 5.5, and libwebrtc's AIMD rate control.
struct RateControl: Sendable {
    enum Limit {
        /// What is kept of the delivery rate on overuse.
        static let backoff = 0.85
        /// Growth a second far from the capacity.
        static let growth = 1.08
        /// The most that the estimate is ahead of what arrives.
        static let lead = 1.5
        static let leadFloor = Bitrate.kilobits(10)
        /// Growth near the capacity: a packet in each of these and a round trip.
        static let response = MediaSpan.milliseconds(100)
        static let packet = 1_200.0 * 8
        static let slowestGrowth = 4_000.0
        /// How long one decrease is waited for to show.
        static let patience = MediaSpan.milliseconds(300)
        /// The longest step that growth is counted for at once.
        static let longestStep = MediaSpan.seconds(1)
    }

    private enum Phase {
        case hold
        case increase
    }

    private(set) var rate: Bitrate
    private let bounds: ClosedRange<Bitrate>
    private var phase = Phase.increase
    private var capacity = LinkCapacity()
    private var lastChange: MediaTime?
    private var lastDecrease: MediaTime?

    init(start: Bitrate, within bounds: ClosedRange<Bitrate>) {
        rate = start
        self.bounds = bounds
    }

    /// Sets the rate to what a probe or another part found.
    mutating func set(_ found: Bitrate, at now: MediaTime) {
        rate = clamped(found)
        lastChange = now
    }

    /// Follows what the delay says.
    ///
    /// - Parameter isIdle: whether less is sent than allowed: then what arrives says nothing about what could.
    mutating func update(
        _ usage: PathUsage, delivered: Bitrate?, roundTrip: MediaSpan, isIdle: Bool, at now: MediaTime
    ) {
        switch usage {
        case .over:
            if mayDecrease(roundTrip, delivered, at: now) { decrease(delivered, at: now) }
            phase = .hold
        case .under:
            phase = .hold
        case .normal:
            // From hold the next step begins growing.
            if phase == .hold { lastChange = now }
            phase = .increase
            increase(delivered, roundTrip, isIdle: isIdle, at: now)
        }
    }

    private func mayDecrease(_ roundTrip: MediaSpan, _ delivered: Bitrate?, at now: MediaTime) -> Bool {
        guard let lastDecrease else { return true }
        // Once more when the first decrease cannot have shown: not before a round trip and some.
        let patience = min(max(roundTrip, .milliseconds(10)), .milliseconds(200)) + Limit.patience
        if now - lastDecrease >= patience { return true }
        return delivered.map { $0 < rate * 0.5 } ?? false
    }

    private mutating func decrease(_ delivered: Bitrate?, at now: MediaTime) {
        let arriving = delivered ?? rate
        var lower = arriving * Limit.backoff
        if lower > rate, let known = capacity.kilobits { lower = Bitrate(known * 1_000 * Limit.backoff) }
        if capacity.position(of: arriving) == .below { capacity.forget() }
        capacity.take(arriving)
        rate = clamped(min(lower, rate))
        lastDecrease = now
        lastChange = now
    }

    private mutating func increase(_ delivered: Bitrate?, _ roundTrip: MediaSpan, isIdle: Bool, at now: MediaTime) {
        let step = min(lastChange.map { now - $0 } ?? .zero, Limit.longestStep)
        lastChange = now
        if let delivered, capacity.position(of: delivered) == .above { capacity.forget() }
        let seconds = Double(step.nanoseconds) / 1e9
        let current = Double(rate.bitsPerSecond)
        let grown: Double
        if capacity.kilobits != nil {
            let response = Double((roundTrip + Limit.response).nanoseconds) / 1e9
            grown = current + max(Limit.slowestGrowth, Limit.packet / response) * seconds
        } else {
            grown = current + max(current * (Limit.growth - 1), 1_000) * seconds
        }
        // Far ahead of what arrives nothing is known; and an idle sender learns nothing by sending little.
        let lead = delivered.map { max(Double(($0 * Limit.lead + Limit.leadFloor).bitsPerSecond), current) }
        let allowed = isIdle ? current : lead ?? grown
        rate = clamped(Bitrate(min(grown, max(allowed, current))))
    }

    private func clamped(_ rate: Bitrate) -> Bitrate {
        min(max(rate, bounds.lowerBound), bounds.upperBound)
    }
}
