package import RTP

/// One direction of a link in virtual time: says when a datagram arrives, if it does.
///
/// The same script, seed and datagrams give the same passages.
package struct EmulatedLink: Sendable {
    /// When a datagram arrives.
    package enum Passage: Sendable, Hashable {
        case lost(LossReason)
        case once(MediaTime)
        case twice(MediaTime, MediaTime)
    }

    package enum LossReason: Sendable, Hashable {
        /// The link was down.
        case outage
        /// The queue in front of the link was full.
        case queue
        /// On the way.
        case wire
    }

    private let script: LinkScript
    private let start: MediaTime
    private var generator: SeededGenerator
    private var loss = LossProcess()
    /// When the link has sent all that waits.
    private var free: MediaTime
    /// When the latest datagram that kept its place arrives.
    private var latest: MediaTime
    package private(set) var statistics = LinkStatistics()

    /// A link whose script begins at `start`.
    package init(_ script: LinkScript, seed: UInt64, start: MediaTime) {
        self.script = script
        self.start = start
        generator = SeededGenerator(seed: seed)
        free = start
        latest = start
    }

    /// Takes a datagram of `count` bytes; `now` never goes back.
    package mutating func send(_ count: Int, at now: MediaTime) -> Passage {
        let passage = pass(count, at: now)
        statistics.count(count, passage)
        return passage
    }

    private mutating func pass(_ count: Int, at now: MediaTime) -> Passage {
        let conditions = script.conditions(at: now - start)
        guard !conditions.isDown else { return .lost(.outage) }
        var sent = now
        if let rate = conditions.rate {
            guard free - now <= conditions.queue else { return .lost(.queue) }
            free = max(free, now) + rate.time(for: count + LinkConditions.Limit.overhead)
            sent = free
        }
        guard !loss.loses(conditions.loss, using: &generator) else { return .lost(.wire) }
        let jitter = generator.span(upTo: conditions.jitter)
        var arrival = max(latest, sent + conditions.delay + jitter)
        if generator.happens(conditions.reordering) {
            arrival = arrival + LinkConditions.Limit.overtaken
        } else {
            latest = arrival
        }
        guard generator.happens(conditions.duplication) else { return .once(arrival) }
        return .twice(arrival, arrival + LinkConditions.Limit.twin)
    }
}
