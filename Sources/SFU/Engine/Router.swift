internal import CongestionControl
internal import ICE
internal import RTP

/// One slot of a show: who fills it, its picture and sound, and to whom they go.
final class Router: SlotMirror {
    enum Limit {
        /// A publisher that sends nothing for so long is taken for gone; another may take its place.
        static let silence = MediaSpan.seconds(3)
        /// Every viewer gets a report once in as many ticks: one second.
        static let reportRounds = 100
        /// The rest of a frame is waited for so long, so that it leaves in one burst to each viewer.
        static let gathering = MediaSpan.milliseconds(5)
        /// So many packets go at once, frame or not.
        static let gathered = 32
        /// A viewer's first report is held back until sound and picture flow, but no longer than this.
        static let firstReport = MediaSpan.seconds(2)
    }

    /// The show's.
    let id: RouterID
    let slot: Int
    let identity: StreamIdentity
    let picture: Picture
    let audio: Track
    private(set) var publishers: [Publisher] = []
    private(set) var subscriptions: [Subscription] = []
    /// Where else the same is seen.
    private(set) var mirrors: [any SlotMirror] = []
    /// Whose packets the viewers get.
    private(set) var active: (any PictureSource)?
    /// Those who fill the slot on the worker where the show is at home, where that is another one.
    var distantNames: Set<String> = []
    /// Whether it is the show's programme, of which the world outside is told.
    var isProgramme: Bool
    /// A paused slot keeps its sessions and forwards nothing.
    private(set) var isPaused = false
    private(set) var resumptions = 0
    /// What the next flush forwards.
    private let pending = (0..<Picture.Limit.layers).map { _ in PendingPackets() }
    private let pendingSound = PendingPackets()
    /// When the packets that wait have to go; nil while none wait.
    private(set) var nextFlush: MediaTime?
    private var replaying: [Subscription] = []
    /// Those whose path is being probed.
    private var probing: [Subscription] = []
    /// Those who wait for the host's next key frame.
    private var waiting: [Subscription] = []
    /// Those who joined a moment ago and whose streams are not yet tied together.
    private var unreported: [(subscription: Subscription, until: MediaTime)] = []
    private var announcedCodec: MediaCodec?
    private var demand = LayerDemand()
    private var reportCursor = 0
    private(set) var events: [RouterEvent] = []

    init(id: RouterID, slot: Int, identity: StreamIdentity) {
        let firstIndex = UInt16(truncatingIfNeeded: identity.audio.rawValue)
        self.id = id
        self.slot = slot
        self.identity = identity
        isProgramme = slot == 1
        picture = Picture(firstIndex: firstIndex)
        audio = Track(kind: .audio, firstIndex: firstIndex, timeline: Timeline(.audio))
    }

    /// Whether somebody fills it.
    var isOnAir: Bool { active != nil }

    var hasEvents: Bool { !events.isEmpty }

    private func tell(_ event: RouterEvent) {
        if isProgramme { events.append(event) }
    }

    func takeEvents() -> [RouterEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    // MARK: Publishers

    func add(_ publisher: Publisher) {
        publishers.append(publisher)
    }

    func remove(_ source: any PictureSource) {
        publishers.removeAll { $0 === source }
        if active === source { deactivate() }
        for mirror in mirrors { mirror.remove(source) }
    }

    /// Those who fill the slot and must not see and hear it: a host may look at what it sends, a guest would only hear
    /// itself.
    var names: Set<String> {
        distantNames.union(publishers.lazy.filter(\.mustNotHearItself).compactMap(\.name))
    }

    func isFilled(by name: String?) -> Bool {
        guard let name else { return false }
        return distantNames.contains(name) || publishers.contains { $0.name == name && $0.mustNotHearItself }
    }

    /// What comes of this kind next begins anew: something was held back.
    func interrupt(_ kind: MediaKind) {
        if kind == .video { picture.interrupt() } else { audio.interrupt() }
        for mirror in mirrors { mirror.interrupt(kind) }
    }

    /// Asks who fills the slot for a key frame, where it would go on from here: others would be asked for again and again.
    func wantKeyFrame(_ reason: KeyFrameRequester.Reason, layer: Int) {
        guard !isPaused, (active as? Publisher)?.forwards(.video) ?? true else { return }
        active?.wantKeyFrame(reason, layer: layer)
    }

    // MARK: Other shows, other workers

    /// Shows what is here somewhere else too.
    func mirror(in other: any SlotMirror) {
        guard !mirrors.contains(where: { $0 === other }) else { return }
        mirrors.append(other)
        active?.wantKeyFrame(.joined)
    }

    func endMirror(in other: any SlotMirror) {
        mirrors.removeAll { $0 === other }
        if let active { other.remove(active) }
    }

    /// Slots of other shows in which the same is seen.
    var visits: [Router] { mirrors.compactMap { $0 as? Router } }

    var isWatched: Bool { !subscriptions.isEmpty || mirrors.contains(where: \.isWatched) }

    func mirror(
        _ incoming: Publisher.Incoming, from source: any PictureSource, at now: MediaTime, touched: (Router) -> Void
    ) {
        // Who fills the other slot fills this one.
        if source !== active, active != nil, incoming.kind == .audio || incoming.isDecodable { deactivate() }
        receive(incoming, from: source, at: now, touched: touched)
    }

    func eachLayerOfUse(at now: MediaTime, _ use: (Int) -> Void) {
        for subscription in subscriptions { subscription.eachLayerOfUse(picture, at: now, use) }
        for mirror in mirrors { mirror.eachLayerOfUse(at: now, use) }
    }

    /// Sessions that a newer one of the same rank has replaced since the last call; the engine closes them.
    func takeSuperseded() -> [Publisher] {
        guard let active, publishers.count > 1, let position = publishers.firstIndex(where: { $0 === active }) else {
            return []
        }
        return publishers[..<position].filter { $0.isStandby == active.isStandby }
    }

    /// Takes one packet of a publisher, here and in the mirrors; calls `touched` for each that has to be flushed.
    func receive(
        _ incoming: Publisher.Incoming, from source: any PictureSource, at now: MediaTime, touched: (Router) -> Void
    ) {
        receive(incoming, from: source, at: now)
        touched(self)
        guard !mirrors.isEmpty, source === active, !isPaused else { return }
        for mirror in mirrors { mirror.mirror(incoming, from: source, at: now, touched: touched) }
    }

    /// Takes one packet of a publisher; it goes out with ``flush(at:outbox:)``.
    private func receive(_ incoming: Publisher.Incoming, from source: any PictureSource, at now: MediaTime) {
        guard source === active || takesOver(source, with: incoming, at: now), !isPaused else { return }
        if !continues(incoming, of: source) {
            guard incoming.kind == .audio || incoming.isDecodable else {
                source.wantKeyFrame(.broken, layer: incoming.layer)
                return
            }
            announce(incoming.codec, of: source)
            begin(incoming, of: source, at: now)
        }
        let track = incoming.kind == .video ? picture.layers[incoming.layer] : audio
        if let size = incoming.size { track.setSize(size, isOfBase: incoming.isSizeOfBase) }
        let stored = track.store(
            sequence: incoming.sequence, timestamp: incoming.timestamp, marker: incoming.marker,
            startsKeyFrame: incoming.startsKeyFrame, place: incoming.place, orientation: incoming.orientation,
            payload: incoming.payload, descriptor: incoming.descriptor, now: now)
        guard let stored else { return }
        let waiting = incoming.kind == .video ? pending[incoming.layer] : pendingSound
        waiting.append(stored)
        let isComplete = incoming.kind == .video && incoming.marker
        if isComplete || waiting.count >= Limit.gathered {
            nextFlush = now
        } else if nextFlush == nil {
            nextFlush = now + Limit.gathering
        }
    }

    private func continues(_ incoming: Publisher.Incoming, of source: any PictureSource) -> Bool {
        incoming.kind == .video
            ? picture.continues(source.id, layer: incoming.layer, in: incoming.codec)
            : audio.continues(source.id) && audio.codec == incoming.codec
    }

    /// Whether a publisher that was not active becomes it: it shows a picture, and outranks or outlives the active one.
    private func takesOver(
        _ source: any PictureSource, with incoming: Publisher.Incoming, at now: MediaTime
    ) -> Bool {
        if let active {
            guard outranks(source, active) else { return false }
        }
        if incoming.kind == .audio {
            guard source.isSoundAlone(at: now) else { return false }
        } else if !incoming.isDecodable {
            source.wantKeyFrame(.broken)
            return false
        }
        if active != nil || picture.isBegun || audio.newest >= 0 { resumptions += 1 }
        activate(source)
        return true
    }

    /// Tells outside what is on the air now: a picture's format, or that of sound alone.
    private func announce(_ codec: MediaCodec, of source: any PictureSource) {
        guard announcedCodec == nil || codec.kind == .video && codec != announcedCodec else { return }
        announcedCodec = codec
        tell(.publisherStarted(id, source.id, codec: codec, isStandby: source.isStandby))
    }

    /// A host outranks the standby, and a host's newer session its older one.
    private func outranks(_ source: any PictureSource, _ other: any PictureSource) -> Bool {
        if source.isStandby != other.isStandby { return other.isStandby }
        return publishers.firstIndex { $0 === source } ?? 0 > publishers.firstIndex { $0 === other } ?? 0
    }

    private func activate(_ source: any PictureSource) {
        active = source
        announcedCodec = nil
        demand = source is DistantSource ? LayerDemand(patience: .zero) : LayerDemand()
        for subscription in subscriptions { subscription.changeSource(picture) }
        picture.interrupt()
        audio.interrupt()
    }

    /// Puts what a source sends behind what went before.
    private func begin(_ incoming: Publisher.Incoming, of source: any PictureSource, at now: MediaTime) {
        if incoming.kind == .video {
            let isNew = picture.begin(incoming, of: source.id, at: now)
            guard isNew else { return }
            for subscription in subscriptions {
                subscription.video.setFormat(subscription.format(of: incoming.codec))
            }
        } else {
            let isNew = audio.codec != incoming.codec
            audio.begin(
                source: source.id, sequence: incoming.sequence, timestamp: incoming.timestamp,
                at: audio.end(at: now), codec: incoming.codec)
            guard isNew else { return }
            for subscription in subscriptions {
                subscription.audio.setFormat(subscription.format(of: incoming.codec))
            }
        }
    }

    private func deactivate() {
        guard active != nil else { return }
        active = nil
        announcedCodec = nil
        picture.interrupt()
        audio.interrupt()
        tell(.publisherStopped(id))
    }

    /// The host's report ties its clock to ours.
    func reported(
        _ kind: MediaKind, layer: Int, _ timestamp: RTPTimestamp, _ wall: NTPTime, from source: any PictureSource,
        at now: MediaTime
    ) {
        for mirror in mirrors { mirror.reported(kind, layer: layer, timestamp, wall, from: source, at: now) }
        let isFirst: Bool
        if kind == .video {
            guard layer < picture.layers.count, picture.layers[layer].continues(source.id) else { return }
            isFirst = picture.setReference(layer, timestamp, wall: wall, at: now)
        } else {
            guard audio.continues(source.id) else { return }
            isFirst = audio.setReference(timestamp, wall: wall, at: now)
        }
        // Until now arrival stood for capture: everybody learns better at once.
        if isFirst { unreported = subscriptions.map { ($0, now) } }
    }

    func setPaused(_ paused: Bool) {
        guard isPaused != paused else { return }
        isPaused = paused
        // After a pause the decoders need a fresh start, and numbers must not jump.
        interrupt(.video)
        interrupt(.audio)
        if !paused { active?.wantKeyFrame(.broken) }
    }

    // MARK: Subscriptions

    func add(_ subscription: Subscription) {
        guard subscription.position == nil else { return }
        subscription.position = subscriptions.count
        subscriptions.append(subscription)
    }

    func remove(_ subscription: Subscription) {
        guard let position = subscription.position else { return }
        subscription.leave()
        subscriptions.swapAt(position, subscriptions.count - 1)
        subscriptions.removeLast()
        if position < subscriptions.count { subscriptions[position].position = position }
        replaying.removeAll { $0 === subscription }
        probing.removeAll { $0 === subscription }
        waiting.removeAll { $0 === subscription }
        unreported.removeAll { $0.subscription === subscription }
    }

    /// A viewer's keys stand: it gets the picture at once.
    func start(_ subscription: Subscription, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        flush(at: now, outbox: outbox)
        subscription.refreshPath()
        subscription.video.setFormat(subscription.format(of: picture.codec))
        subscription.audio.setFormat(subscription.format(of: audio.codec))
        begin(subscription, at: now, outbox: outbox)
        unreported.append((subscription, now + Limit.firstReport))
    }

    /// Gives a viewer the picture: the kept group, or the host's next key frame.
    private func begin(_ subscription: Subscription, at now: MediaTime, outbox: Outbox) {
        let isDeaf = isDeaf(subscription.layering.layer ?? 0, at: now)
        if let layer = subscription.start(picture, atAnyLength: isDeaf, at: now) {
            active?.wantKeyFrame(.joined, layer: layer)
            waiting.append(subscription)
        } else if subscription.replay(picture, at: now, outbox: outbox) {
            replaying.append(subscription)
        }
    }

    private func isDeaf(_ layer: Int, at now: MediaTime) -> Bool {
        active?.isDeaf(in: layer, at: now) ?? false
    }

    /// Sees to it that a viewer has the picture that its decoder needs and its way carries.
    ///
    /// One that is sent nothing here, as it fills the slot itself or may not see it, is passed over: whatever it waited for would outlast
    /// its viewer.
    func follow(_ subscription: Subscription, at now: MediaTime, outbox: Outbox) {
        guard isOnAir, subscription.position != nil else { return }
        if subscription.wantsKeyFrame {
            subscription.wantsKeyFrame = false
            if subscription.keyFrames.take(at: now) {
                active?.wantKeyFrame(.broken, layer: subscription.layering.layer)
            }
        }
        switch subscription.follow(picture, at: now) {
        case nil: break
        case .keyFrame(let layer, let isUrgent):
            active?.wantKeyFrame(isUrgent ? .broken : .joined, layer: layer)
            // A host that does not listen may have a kept group instead.
            if subscription.isWaiting, !waiting.contains(where: { $0 === subscription }) {
                waiting.append(subscription)
            }
        case .begin:
            flush(at: now, outbox: outbox)
            begin(subscription, at: now, outbox: outbox)
        }
    }

    /// The viewer has no use for more lines than these; 0 for no picture, nil for no limit.
    func limit(_ subscription: Subscription, lines: Int?, at now: MediaTime, outbox: Outbox) {
        subscription.layering.selection.lines = lines
        follow(subscription, at: now, outbox: outbox)
    }

    /// Sends padding on a subscription's stream until its viewer's way is tried.
    func probe(_ subscription: Subscription) {
        precondition(
            subscription.position != nil,
            "Only who is sent something here is probed: others could outlast their viewers")
        probing.append(subscription)
    }

    // MARK: Time

    /// Sends everybody what is gathered.
    func flush(at now: MediaTime, outbox: Outbox) {
        nextFlush = nil
        guard pendingSound.count > 0 || pending.contains(where: { $0.count > 0 }) else { return }
        for layer in picture.layers.indices where pending[layer].count > 0 {
            let history = picture.layers[layer].history
            pending[layer].forgetOverwritten()
            pending[layer].level(in: history)
            pending[layer].settle(in: history)
        }
        pendingSound.forgetOverwritten()
        pendingSound.settle(in: audio.history) { RedundantSound.companions(of: $0, in: audio.history) }
        let flight = Flight(
            layers: [pending[0].waiting, pending[1].waiting, pending[2].waiting], sound: pendingSound.waiting)
        for subscription in subscriptions {
            subscription.forward(flight, of: picture, at: now, outbox: outbox)
        }
        for waiting in pending { waiting.removeAll() }
        pendingSound.removeAll()
    }

    /// Does what time demands: replays, probes, reports to the viewers.
    func tick(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        // A replay takes what is kept, sent or not: nothing may wait behind it.
        if !replaying.isEmpty || !waiting.isEmpty { flush(at: now, outbox: outbox) }
        picture.tick(at: now)
        replaying.removeAll { !$0.replay(picture, at: now, outbox: outbox) }
        probing.removeAll { !$0.probe(at: now, outbox: outbox) }
        startWaiting(at: now, outbox: outbox)
        sendFirstReports(at: now, wall: wall, outbox: outbox)
        if let active, let wanted = demand.update(self, count: active.layers.count, at: now) {
            active.wantLayers(wanted)
            // Who visits is told by the show it comes from.
            if let publisher = active as? Publisher, publisher.router === self {
                let names = zip(active.layers, wanted).filter(\.1).map(\.0)
                events.append(
                    .layersWanted(id, active.id, slot: slot, name: publisher.name, wanted: names))
            }
        }
        if let active, let last = active.lastMedia, now - last > Limit.silence {
            deactivate()
        }
        sendReports(at: now, wall: wall, outbox: outbox)
    }

    /// Gives those who wait in vain for a key frame the whole kept group, however long.
    private func startWaiting(at now: MediaTime, outbox: Outbox) {
        guard !waiting.isEmpty else { return }
        waiting.removeAll { !$0.isWaiting }
        for subscription in waiting {
            let layer = subscription.layering.layer ?? 0
            guard subscription.isWaiting, isDeaf(layer, at: now), picture.layers[layer].groupStart != nil,
                subscription.start(picture, atAnyLength: true, at: now) == nil
            else { continue }
            replaying.append(subscription)
        }
        waiting.removeAll { !$0.isWaiting }
    }

    /// Ties the streams of those who joined together as soon as both flow.
    private func sendFirstReports(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard !unreported.isEmpty else { return }
        unreported.removeAll { subscription, until in
            guard subscription.hasBoth || now >= until else { return false }
            subscription.report(at: now, wall: wall, outbox: outbox)
            return true
        }
    }

    /// A hundredth of the subscriptions each tick.
    private func sendReports(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard !subscriptions.isEmpty else { return }
        let share = (subscriptions.count + Limit.reportRounds - 1) / Limit.reportRounds
        reportCursor += 1
        let first = (reportCursor % Limit.reportRounds) * share
        guard first < subscriptions.count else { return }
        for subscription in subscriptions[first..<min(first + share, subscriptions.count)] {
            subscription.report(at: now, wall: wall, outbox: outbox)
            follow(subscription, at: now, outbox: outbox)
            // One who gets nothing tells nothing either: its way is tried from time to time.
            if subscription.isHeld { subscription.viewer.planProbe(at: now) }
        }
    }
}
