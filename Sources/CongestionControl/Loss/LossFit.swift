internal import Glibc
internal import RTP

/// How well a bandwidth explains the loss seen: part of it belongs to the path, the rest to sending more than it carries.
///
/// Source: the model of libwebrtc's loss-based estimator, second version (maximum likelihood over candidates, the path's own
/// loss by Newton's method).
struct LossFit: Sendable, Hashable {
    enum Limit {
        /// What an observation counts for beside the next newer one.
        static let ageing = 0.9
        static let inherent = 0.001...0.5
        static let step = 0.75
        static let certainty = 1e-6
        /// How much more bandwidth is preferred where the loss does not tell, per kilobit and per factor of e.
        static let preference = 0.0002
        static let logarithmicPreference = 0.02
        /// The preference fades as the loss comes near this.
        static let preferredBelow = 0.35
    }

    var bandwidth: Bitrate
    /// The share that the path loses however little is sent.
    var inherent: Double

    private var kilobits: Double { max(1, Double(bandwidth.bitsPerSecond) / 1_000) }

    private func lossProbability(at rate: Double) -> Double {
        let excess = rate > kilobits ? (rate - kilobits) / rate : 0
        let loss = inherent + (1 - inherent) * excess
        return min(max(loss, Limit.certainty), 1 - Limit.certainty)
    }

    /// Moves the path's own loss one step towards what fits best.
    mutating func refine(_ observations: [LossObservation]) {
        var (weight, first, second) = (1.0, 0.0, 0.0)
        for observation in observations.reversed() {
            let loss = lossProbability(at: observation.rate)
            let (lost, received) = (Double(observation.lost), Double(observation.received))
            first += weight * (lost / loss - received / (1 - loss))
            second -= weight * (lost / (loss * loss) + received / ((1 - loss) * (1 - loss)))
            weight *= Limit.ageing
        }
        guard second < 0 else { return }
        inherent = min(
            max(inherent - Limit.step * first / second, Limit.inherent.lowerBound), Limit.inherent.upperBound)
    }

    /// The logarithm of how likely the observations are, with the preference for bandwidth.
    func likelihood(_ observations: [LossObservation], averageLoss: Double) -> Double {
        let fading = max(0, 1 - averageLoss / Limit.preferredBelow)
        let preference =
            fading * (Limit.preference * kilobits + Limit.logarithmicPreference * log(kilobits))
        var (weight, sum) = (1.0, 0.0)
        for observation in observations.reversed() {
            let loss = lossProbability(at: observation.rate)
            sum += weight * (Double(observation.lost) * log(loss) + Double(observation.received) * log(1 - loss))
            sum += weight * preference * Double(observation.packets)
            weight *= Limit.ageing
        }
        return sum
    }
}
