internal import RTP

/// When to probe, and how high.
///
/// A forwarder has no encoder that fills the path: it learns that more fits by probing, and only where more is wanted.
struct ProbePlan: Sendable {
    enum Limit {
        /// The first probes, as factors of what is assumed.
        static let first = [1.5, 3.0]
        /// How long one probe's feedback is waited for.
        static let patience = MediaSpan.seconds(1)
        /// Between probes while more is wanted than the rate allows: first, and at most, doubling where none found more.
        static let interval = MediaSpan.milliseconds(1_000)
        static let longestInterval = MediaSpan.seconds(2)
        /// How far above the rate a later probe goes.
        static let factor = 2.0
        /// A probe that finds more than this share of what it sent leads on to the next one at once.
        static let further = 0.7
        /// After a fall to less than this share the old rate is tried again.
        static let fall = 0.66
        static let retry = 0.85
    }

    private var lastID: UInt8 = 0
    private var left = Limit.first
    private var pending: (probe: Probe, until: MediaTime)?
    private var next: MediaTime?
    private var interval = Limit.interval
    private var before: Bitrate?

    /// The probe to send now, if any.
    ///
    /// - Parameters:
    ///   - rate: what is allowed now.
    ///   - wanted: what would be sent if it were allowed; nothing above is looked for.
    ///   - isCalm: whether no queue grows and little is lost.
    mutating func probe(rate: Bitrate, wanted: Bitrate, isCalm: Bool, at now: MediaTime) -> Probe? {
        if let pending {
            guard now >= pending.until else { return nil }
            // Nothing came back: the path is full, or down.
            self.pending = nil
            backOff(at: now)
        }
        guard rate < wanted, isCalm else { return nil }
        if !left.isEmpty {
            return start(rate * left.removeFirst(), wanted, at: now)
        }
        let due = next ?? now + interval
        next = due
        guard now >= due else { return nil }
        next = nil
        let target = before.map { max($0 * Limit.retry, rate * Limit.factor) } ?? rate * Limit.factor
        before = nil
        return start(target, wanted, at: now)
    }

    /// A probe found a rate.
    mutating func found(_ rate: Bitrate, at now: MediaTime) {
        guard let sent = pending?.probe else { return }
        pending = nil
        if rate > sent.rate * Limit.further {
            interval = Limit.interval
            // The path may carry still more.
            next = now
        } else {
            left = []
            backOff(at: now)
        }
    }

    /// The rate fell: once the path is calm again, the old one is tried.
    mutating func fell(from old: Bitrate, to rate: Bitrate) {
        guard rate < old * Limit.fall else { return }
        before = max(before ?? .zero, old)
        interval = Limit.interval
    }

    private mutating func backOff(at now: MediaTime) {
        interval = min(interval + interval, Limit.longestInterval)
        next = now + interval
    }

    private mutating func start(_ rate: Bitrate, _ wanted: Bitrate, at now: MediaTime) -> Probe {
        lastID = lastID + 1 < Probe.burst ? lastID + 1 : 1
        let probe = Probe(id: lastID, rate: min(rate, wanted * 1.25))
        pending = (probe, now + Limit.patience)
        return probe
    }
}
