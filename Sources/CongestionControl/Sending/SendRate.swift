package import RTP

/// How much may be sent to one peer, by its transport-wide feedback: the lower of what delay and loss allow.
///
/// Source: draft-ietf-rmcat-gcc-02; the parts name theirs.
package struct SendRate: Sendable {
    package enum Limit {
        /// What is assumed until the path has been measured.
        package static let start = Bitrate.kilobits(2_000)
        package static let bounds = Bitrate.kilobits(50)...Bitrate.kilobits(50_000)
        /// Less than this share of the rate sent: the sender is idle, and its silence is no sign of the path's.
        static let idle = 0.65
        static let smoothing = 8.0
        /// A queue so long while so much is lost is full: what is lost falls off its end.
        static let fullQueue = MediaSpan.milliseconds(100)
        static let overflow = 0.02
        /// A queue shorter than this may be jitter.
        static let queue = MediaSpan.milliseconds(60)
        /// A burst that filled the path leaves a queue that drains slowly where the path is nearly used up: for so long it
        /// is no overuse.
        static let draining = MediaSpan.seconds(1)
        /// What a burst has shown of the path is news for so long.
        static let news = MediaSpan.milliseconds(300)
        /// How far one burst may lift the rate.
        static let boldness = 1.5
        /// What is lost beyond this share is the path's own overflow, and is no sign that it carries more than what arrives.
        static let mostLoss = 0.35
        /// A path that nothing was heard of for so long is tried again.
        static let silence = MediaSpan.seconds(1)
    }

    private var groups = PacketGroups()
    private var trend = DelayTrend()
    private var queue = StandingQueue()
    private var control = RateControl(start: Limit.start, within: Limit.bounds)
    private var delivery = DeliveryRate()
    private var lossLimit = LossLimit()
    private var reader = ProbeReader()
    private var bursts = BurstReader()
    /// Whether the latest packet belonged to a burst, whose queue says nothing of the rate.
    private var isInBurst = false
    /// When a burst last filled the path.
    private var burstAt: MediaTime?
    /// When a burst last showed that the path carries less than was thought.
    private var narrowAt: MediaTime?
    /// The time of the latest feedback.
    private var now = MediaTime(nanoseconds: 0)
    private var plan = ProbePlan()
    /// Between sending a packet and hearing of it; the peer's waiting for its feedback included.
    package private(set) var roundTrip = MediaSpan.milliseconds(200)
    private var hasRoundTrip = false

    package init() {}

    /// What may be sent.
    package var rate: Bitrate { min(control.rate, lossLimit.rate ?? control.rate) }

    /// The share of packets lost of late.
    package var loss: Double { lossLimit.loss }

    package var usage: PathUsage {
        if queue.length > Limit.fullQueue, loss > Limit.overflow { return .over }
        return trend.usage == .over && isDraining ? .normal : trend.usage
    }

    /// Whether ``rate`` is all that the path carries: a queue shows it, or a burst has just measured it.
    package func isFull(at now: MediaTime) -> Bool {
        usage == .over && queue.length > Limit.queue || narrowAt.map { now - $0 < Limit.news } ?? false
    }

    /// How long packets wait on the way.
    package var wait: MediaSpan { queue.length }

    private var isDraining: Bool {
        burstAt.map { now - $0 < Limit.draining } ?? false
    }

    /// Takes all packets of one feedback, in the order they were sent.
    package mutating func take(_ packets: Span<ReportedPacket>, at now: MediaTime) {
        guard !packets.isEmpty else { return }
        self.now = now
        let isIdle = delivery.rate.map { $0 < rate * Limit.idle } ?? false
        queue.begin()
        for position in packets.indices {
            let packet = packets[position]
            guard let arrival = packet.arrival else { continue }
            delivery.take(packet.bytes, arrival: arrival, isIdle: isIdle)
            measureRoundTrip(now - packet.sentAt)
            queue.take(sentAt: packet.sentAt, arrival: arrival)
            // A probe makes a queue of its own, on purpose. So does a burst, a longer one: what comes behind it is not
            // compared with what came before.
            if packet.probe == 0 {
                if isInBurst { groups = PacketGroups() }
                if let gradient = groups.take(sentAt: packet.sentAt, arrival: arrival) { trend.take(gradient) }
            }
            isInBurst = packet.probe == Probe.burst
        }
        let before = control.rate
        control.update(usage, delivered: delivery.rate, roundTrip: roundTrip, isIdle: isIdle, at: now)
        plan.fell(from: before, to: control.rate)
        for position in packets.indices {
            if let found = reader.take(packets[position], loss: min(loss, Limit.mostLoss)) { probed(found, at: now) }
            if let found = bursts.take(packets[position], isPart: packets[position].probe == Probe.burst) {
                learn(found, at: now)
            }
            lossLimit.take(packets[position], delivered: delivery.rate, ceiling: control.rate)
        }
    }

    /// The probe to send now, if any: ``Probe/burstBytes`` ``Probe/Limit/bursts`` times, its packets marked with its id in the log.
    ///
    /// - Parameter wanted: what would be sent if it were allowed.
    package mutating func nextProbe(wanted: Bitrate, at now: MediaTime) -> Probe? {
        let isCalm = hasRoundTrip && (usage != .over || now - self.now > Limit.silence)
        guard let probe = plan.probe(rate: rate, wanted: wanted, isCalm: isCalm, at: now) else { return nil }
        reader.expect(probe)
        return probe
    }

    /// A burst has filled the path: what it found counts downwards where it waited long, upwards with care, since a path may
    /// let a short burst through faster than it carries.
    private mutating func learn(_ found: BurstReader.Finding, at now: MediaTime) {
        burstAt = now
        let carried = found.rate * (1 / (1 - min(loss, Limit.mostLoss)))
        if carried > control.rate {
            control.set(min(carried, control.rate * Limit.boldness), at: now)
            lossLimit.found(min(carried, control.rate))
        } else if found.wait > Limit.queue {
            control.set(carried, at: now)
            lossLimit.found(carried)
            narrowAt = now
        }
    }

    private mutating func probed(_ found: Bitrate, at now: MediaTime) {
        plan.found(found, at: now)
        if found > control.rate { control.set(found, at: now) }
        lossLimit.found(found)
    }

    private mutating func measureRoundTrip(_ sample: MediaSpan) {
        guard hasRoundTrip else {
            (roundTrip, hasRoundTrip) = (sample, true)
            return
        }
        let step = Double((sample - roundTrip).nanoseconds) / Limit.smoothing
        roundTrip = roundTrip + MediaSpan(nanoseconds: Int64(step))
    }
}
