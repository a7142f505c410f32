internal import RTP

/// Decides when the host is asked for a key frame.
///
/// A request that falls into a pause waits for its end; it is repeated until a key frame comes.
struct KeyFrameRequester {
    enum Limit {
        /// Chromium drops a second request silently within 250 ms of the first (measured); ask no sooner.
        static let interval = MediaSpan.milliseconds(300)
        /// People who join may cost the host one key frame a second: each costs everybody's picture some sharpness.
        static let joinInterval = MediaSpan.seconds(1)
    }

    enum Reason {
        /// A decoder somewhere has lost its way.
        case broken
        /// Somebody joined and the kept group of pictures is too long.
        case joined
    }

    private var wanted: Reason?
    private var lastRequest: MediaTime?
    private(set) var requests = 0

    mutating func want(_ reason: Reason) {
        if wanted == nil || reason == .broken { wanted = reason }
    }

    mutating func keyFrameArrived() {
        wanted = nil
    }

    /// Whether to ask now.
    mutating func isDue(at now: MediaTime) -> Bool {
        guard let wanted else { return false }
        if let lastRequest {
            let interval = wanted == .broken ? Limit.interval : Limit.joinInterval
            guard now - lastRequest >= interval else { return false }
        }
        lastRequest = now
        requests += 1
        return true
    }
}
