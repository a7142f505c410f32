internal import RTP

/// Networks from which a handshake that we began came to nothing: for a while the peers there begin it.
///
/// A browser that cannot do what we offer as DTLS client says so by failing; its player comes back by itself.
struct FailedHandshakes {
    enum Limit {
        static let memory = MediaSpan.seconds(600)
        /// Networks that are remembered; the oldest is forgotten for one more.
        static let networks = 1_024
    }

    private var failures: [String: MediaTime] = [:]

    mutating func note(_ network: String, at now: MediaTime) {
        if failures.count >= Limit.networks, failures[network] == nil,
            let oldest = failures.min(by: { $0.value < $1.value })?.key
        {
            failures[oldest] = nil
        }
        failures[network] = now
    }

    /// Whether we may begin the handshake with somebody there.
    func mayBegin(with network: String?, at now: MediaTime) -> Bool {
        guard let network, let failed = failures[network] else { return true }
        return now - failed > Limit.memory
    }
}
