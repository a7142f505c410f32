internal import RTP

/// The rate that the loss allows.
///
/// Loss that does not depend on how much is sent, as on radio links, leaves it where it is; loss that grows with the rate
/// brings it down.
struct LossLimit: Sendable {
    enum Limit {
        static let candidates = [1.02, 1.0, 0.95]
        /// How far the rate may be ahead of what arrives while loss holds it.
        static let lead = 1.3
        /// Observations before loss says anything.
        static let observations = 3
    }

    private var observer = LossObserver()
    private var best: LossFit?

    /// nil while loss holds nothing back.
    private(set) var rate: Bitrate?
    /// The share of packets lost of late.
    private(set) var loss = 0.0

    /// Takes a packet of feedback.
    ///
    /// - Parameter ceiling: what the delay allows.
    mutating func take(_ packet: ReportedPacket, delivered: Bitrate?, ceiling: Bitrate) {
        guard observer.take(packet) else { return }
        loss = observer.averageLoss
        guard observer.observations.count >= Limit.observations else { return }
        let current = best ?? LossFit(bandwidth: ceiling, inherent: 0.01)
        var found = fit(around: current, delivered: delivered, ceiling: ceiling)
        if let delivered, found.bandwidth > current.bandwidth {
            // What has not been sent is not known to arrive.
            found.bandwidth = max(current.bandwidth, min(found.bandwidth, delivered * Limit.lead))
        }
        found.bandwidth = min(found.bandwidth, ceiling)
        best = found
        rate = found.bandwidth < ceiling ? found.bandwidth : nil
    }

    /// A probe found that so much arrives.
    mutating func found(_ bandwidth: Bitrate) {
        guard let best, bandwidth > best.bandwidth else { return }
        self.best?.bandwidth = bandwidth
        rate = rate.map { max($0, bandwidth) }
    }

    private func fit(around current: LossFit, delivered: Bitrate?, ceiling: Bitrate) -> LossFit {
        var bandwidths = Limit.candidates.map { current.bandwidth * $0 } + [ceiling]
        if let delivered { bandwidths.append(delivered) }
        var (best, highest) = (current, -Double.infinity)
        for bandwidth in bandwidths where bandwidth <= ceiling {
            var candidate = LossFit(bandwidth: bandwidth, inherent: current.inherent)
            candidate.refine(observer.observations)
            let likelihood = candidate.likelihood(observer.observations, averageLoss: loss)
            if likelihood > highest { (best, highest) = (candidate, likelihood) }
        }
        return best
    }
}
