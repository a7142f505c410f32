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
        /// A host that sent none for so long after a request does not listen: OBS, for one.
        static let deafness = MediaSpan.milliseconds(400)
    }

    enum Reason {
        /// A decoder somewhere has lost its way.
        case broken
        /// Somebody joined and the kept group of pictures is too long.
        case joined
    }

    /// How long it takes at most until one who listens sends a key frame.
    private let deafness: MediaSpan
    private var wanted: Reason?
    private var lastRequest: MediaTime?
    /// The first request since the last key frame.
    private var openSince: MediaTime?
    private var isDeaf = false
    private(set) var requests = 0

    init(deafness: MediaSpan = Limit.deafness) {
        self.deafness = deafness
    }

    mutating func want(_ reason: Reason) {
        if wanted == nil || reason == .broken { wanted = reason }
    }

    /// Whether a decoder waits for it that has lost its way.
    var isBroken: Bool { wanted == .broken }

    mutating func keyFrameArrived(at now: MediaTime) {
        wanted = nil
        if let openSince { isDeaf = now - openSince > deafness }
        openSince = nil
    }

    /// Whether the host sends key frames when it likes and not when it is asked.
    func isUnheard(at now: MediaTime) -> Bool {
        isDeaf || openSince.map { now - $0 > deafness } ?? false
    }

    /// Whether to ask now.
    mutating func isDue(at now: MediaTime) -> Bool {
        guard let wanted else { return false }
        if let lastRequest {
            let interval = wanted == .broken ? Limit.interval : Limit.joinInterval
            guard now - lastRequest >= interval else { return false }
        }
        lastRequest = now
        openSince = openSince ?? now
        requests += 1
        return true
    }
}
