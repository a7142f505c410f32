internal import CongestionControl
internal import ICE
internal import RTP

/// One show's media: its publishers, its picture and sound, its viewers.
final class Router {
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

    let id: RouterID
    let identity: StreamIdentity
    let picture: Picture
    let audio: Track
    private(set) var publishers: [Publisher] = []
    private(set) var viewers: [Viewer] = []
    /// Whose packets the viewers get.
    private(set) var active: Publisher?
    /// The sessions that name this show, connected or not.
    var sessions = 0
    /// A paused show keeps its sessions and forwards nothing.
    private(set) var isPaused = false
    private(set) var resumptions = 0
    /// What the next flush forwards.
    private let pending = (0..<Picture.Limit.layers).map { _ in PendingPackets() }
    private let pendingSound = PendingPackets()
    /// When the packets that wait have to go; nil while none wait.
    private(set) var nextFlush: MediaTime?
    private var replaying: [Viewer] = []
    /// Those whose path is being probed.
    private var probing: [Viewer] = []
    /// Those who wait for the host's next key frame.
    private var waiting: [Viewer] = []
    /// Those who joined a moment ago and whose streams are not yet tied together.
    private var unreported: [(viewer: Viewer, until: MediaTime)] = []
    private var announcedCodec: MediaCodec?
    private var demand = LayerDemand()
    private var reportCursor = 0
    private(set) var events: [RouterEvent] = []

    init(id: RouterID, identity: StreamIdentity, firstIndex: UInt16) {
        self.id = id
        self.identity = identity
        picture = Picture(firstIndex: firstIndex)
        audio = Track(kind: .audio, firstIndex: firstIndex, timeline: Timeline(.audio))
    }

    var hasEvents: Bool { !events.isEmpty }

    func takeEvents() -> [RouterEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    // MARK: Publishers

    func add(_ publisher: Publisher) {
        publishers.append(publisher)
    }

    func remove(_ publisher: Publisher) {
        publishers.removeAll { $0 === publisher }
        if active === publisher { deactivate() }
    }

    /// Sessions that a newer one of the same rank has replaced since the last call; the engine closes them.
    func takeSuperseded() -> [Publisher] {
        guard let active, publishers.count > 1, let position = publishers.firstIndex(where: { $0 === active }) else {
            return []
        }
        return publishers[..<position].filter { $0.isStandby == active.isStandby }
    }

    /// Takes one packet of a publisher; it goes out with ``flush(at:outbox:)``.
    func receive(_ incoming: Publisher.Incoming, from publisher: Publisher, at now: MediaTime) {
        guard publisher === active || takesOver(publisher, with: incoming, at: now) else { return }
        guard !isPaused else { return }
        if !continues(incoming, of: publisher) {
            guard incoming.kind == .audio || incoming.isDecodable else {
                publisher.wantKeyFrame(.broken, layer: incoming.layer)
                return
            }
            announce(incoming.codec, of: publisher)
            begin(incoming, of: publisher, at: now)
        }
        let track = incoming.kind == .video ? picture.layers[incoming.layer] : audio
        if let size = incoming.size { track.setSize(size) }
        let stored = track.store(
            sequence: incoming.sequence, timestamp: incoming.timestamp, marker: incoming.marker,
            startsKeyFrame: incoming.startsKeyFrame, place: incoming.place, orientation: incoming.orientation,
            payload: incoming.payload, now: now)
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

    private func continues(_ incoming: Publisher.Incoming, of publisher: Publisher) -> Bool {
        incoming.kind == .video
            ? picture.continues(publisher.id, layer: incoming.layer, in: incoming.codec)
            : audio.continues(publisher.id) && audio.codec == incoming.codec
    }

    /// Whether a publisher that was not active becomes it: it shows a picture, and outranks or outlives the active one.
    private func takesOver(_ publisher: Publisher, with incoming: Publisher.Incoming, at now: MediaTime) -> Bool {
        if let active {
            guard outranks(publisher, active) else { return false }
        }
        if incoming.kind == .audio {
            guard publisher.isSoundAlone(at: now) else { return false }
        } else if !incoming.isDecodable {
            publisher.wantKeyFrame(.broken)
            return false
        }
        if active != nil || picture.isBegun || audio.newest >= 0 { resumptions += 1 }
        activate(publisher)
        return true
    }

    /// Tells outside what is on the air now: a picture's format, or that of sound alone.
    private func announce(_ codec: MediaCodec, of publisher: Publisher) {
        guard announcedCodec == nil || codec.kind == .video && codec != announcedCodec else { return }
        announcedCodec = codec
        events.append(.publisherStarted(id, publisher.id, codec: codec, isStandby: publisher.isStandby))
    }

    /// A host outranks the standby, and a host's newer session its older one.
    private func outranks(_ publisher: Publisher, _ other: Publisher) -> Bool {
        if publisher.isStandby != other.isStandby { return other.isStandby }
        return publishers.firstIndex { $0 === publisher } ?? 0 > publishers.firstIndex { $0 === other } ?? 0
    }

    private func activate(_ publisher: Publisher) {
        active = publisher
        announcedCodec = nil
        demand = LayerDemand()
        for viewer in viewers { viewer.changeSource(picture) }
        picture.interrupt()
        audio.interrupt()
    }

    /// Puts what a publisher sends behind what went before.
    private func begin(_ incoming: Publisher.Incoming, of publisher: Publisher, at now: MediaTime) {
        if incoming.kind == .video {
            let isNew = picture.begin(incoming, of: publisher.id, at: now)
            guard isNew else { return }
            for viewer in viewers {
                viewer.video.setFormat(viewer.format(of: incoming.codec))
            }
        } else {
            let isNew = audio.codec != incoming.codec
            audio.begin(
                source: publisher.id, sequence: incoming.sequence, timestamp: incoming.timestamp,
                at: audio.end(at: now), codec: incoming.codec)
            guard isNew else { return }
            for viewer in viewers {
                viewer.audio.setFormat(viewer.format(of: incoming.codec))
            }
        }
    }

    private func deactivate() {
        active = nil
        announcedCodec = nil
        picture.interrupt()
        audio.interrupt()
        events.append(.publisherStopped(id))
    }

    /// The host's report ties its clock to ours.
    func reported(
        _ producer: Producer, _ timestamp: RTPTimestamp, _ wall: NTPTime, from publisher: Publisher, at now: MediaTime
    ) {
        let isPicture = producer.description.kind == .video
        let isFirst: Bool
        if isPicture {
            guard producer.layer < picture.layers.count, picture.layers[producer.layer].continues(publisher.id) else {
                return
            }
            isFirst = picture.setReference(producer.layer, timestamp, wall: wall, at: now)
        } else {
            guard audio.continues(publisher.id) else { return }
            isFirst = audio.setReference(timestamp, wall: wall, at: now)
        }
        // Until now arrival stood for capture: everybody learns better at once.
        if isFirst { unreported = viewers.map { ($0, now) } }
    }

    func setPaused(_ paused: Bool) {
        guard isPaused != paused else { return }
        isPaused = paused
        // After a pause the decoders need a fresh start, and numbers must not jump.
        picture.interrupt()
        audio.interrupt()
        if !paused { active?.wantKeyFrame(.broken) }
    }

    // MARK: Viewers

    func add(_ viewer: Viewer) {
        viewer.position = viewers.count
        viewers.append(viewer)
    }

    func remove(_ viewer: Viewer) {
        viewer.leave()
        viewers.swapAt(viewer.position, viewers.count - 1)
        viewers[viewer.position].position = viewer.position
        viewers.removeLast()
        replaying.removeAll { $0 === viewer }
        probing.removeAll { $0 === viewer }
        waiting.removeAll { $0 === viewer }
        unreported.removeAll { $0.viewer === viewer }
    }

    /// A viewer's keys stand: it gets the picture at once.
    func start(_ viewer: Viewer, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        flush(at: now, outbox: outbox)
        viewer.refreshPath()
        viewer.video.setFormat(viewer.format(of: picture.codec))
        viewer.audio.setFormat(viewer.format(of: audio.codec))
        begin(viewer, at: now, outbox: outbox)
        unreported.append((viewer, now + Limit.firstReport))
        events.append(.viewerJoined(id, viewer.id, viewer: viewer.name))
    }

    /// Gives a viewer the picture: the kept group, or the host's next key frame.
    private func begin(_ viewer: Viewer, at now: MediaTime, outbox: Outbox) {
        if let layer = viewer.start(picture, atAnyLength: isDeaf(viewer.layering.layer ?? 0, at: now), at: now) {
            active?.wantKeyFrame(.joined, layer: layer)
            waiting.append(viewer)
        } else if viewer.replay(picture, at: now, outbox: outbox) {
            replaying.append(viewer)
        }
    }

    private func isDeaf(_ layer: Int, at now: MediaTime) -> Bool {
        active?.isDeaf(in: layer, at: now) ?? false
    }

    /// Sees to it that a viewer has the picture that its way carries.
    private func follow(_ viewer: Viewer, at now: MediaTime, outbox: Outbox) {
        switch viewer.follow(picture, at: now) {
        case nil: break
        case .keyFrame(let layer, let isUrgent):
            active?.wantKeyFrame(isUrgent ? .broken : .joined, layer: layer)
            // A host that does not listen may have a kept group instead.
            if viewer.isWaiting, !waiting.contains(where: { $0 === viewer }) { waiting.append(viewer) }
        case .begin:
            flush(at: now, outbox: outbox)
            begin(viewer, at: now, outbox: outbox)
        }
    }

    /// The viewer has no use for more lines than these; 0 for no picture, nil for no limit.
    func limit(_ viewer: Viewer, lines: Int?, at now: MediaTime, outbox: Outbox) {
        viewer.layering.selection.lines = lines
        follow(viewer, at: now, outbox: outbox)
    }

    /// Takes RTCP of a viewer.
    func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>, from viewer: Viewer, reported: inout [ReportedPacket],
        at now: MediaTime, outbox: Outbox
    ) {
        let wasProbing = viewer.pathControl?.isProbing ?? false
        let wantsKeyFrame = viewer.receiveRTCP(
            datagram, picture: picture, audio: audio, reported: &reported, at: now, outbox: outbox)
        if wantsKeyFrame { active?.wantKeyFrame(.broken, layer: viewer.layering.layer) }
        follow(viewer, at: now, outbox: outbox)
        if !wasProbing, viewer.pathControl?.isProbing ?? false { probing.append(viewer) }
    }

    // MARK: Time

    /// Sends every viewer what is gathered.
    func flush(at now: MediaTime, outbox: Outbox) {
        nextFlush = nil
        guard pendingSound.count > 0 || pending.contains(where: { $0.count > 0 }) else { return }
        for (waiting, track) in zip(pending, picture.layers) where waiting.count > 0 {
            waiting.forgetOverwritten()
            waiting.level(in: track.history)
            waiting.settle(in: track.history)
        }
        pendingSound.forgetOverwritten()
        pendingSound.settle(in: audio.history) { RedundantSound.companions(of: $0, in: audio.history) }
        let flight = Flight(
            layers: [pending[0].waiting, pending[1].waiting, pending[2].waiting], sound: pendingSound.waiting)
        for viewer in viewers {
            viewer.forward(flight, of: picture, at: now, outbox: outbox)
        }
        for waiting in pending { waiting.removeAll() }
        pendingSound.removeAll()
    }

    /// Does what time demands: replays, feedback to the hosts, reports to the viewers.
    func tick(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        // A replay takes what is kept, sent or not: nothing may wait behind it.
        if !replaying.isEmpty || !waiting.isEmpty { flush(at: now, outbox: outbox) }
        picture.tick(at: now)
        replaying.removeAll { !$0.replay(picture, at: now, outbox: outbox) }
        probing.removeAll { !$0.probe(at: now, outbox: outbox) }
        startWaiting(at: now, outbox: outbox)
        sendFirstReports(at: now, wall: wall, outbox: outbox)
        for publisher in publishers {
            publisher.tick(at: now, outbox: outbox)
        }
        if let active, let wanted = demand.update(viewers, of: picture, count: active.layers.count, at: now) {
            let names = zip(active.layers, wanted).filter(\.1).map(\.0)
            events.append(.layersWanted(id, active.id, wanted: names))
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
        for viewer in waiting {
            let layer = viewer.layering.layer ?? 0
            guard viewer.isWaiting, isDeaf(layer, at: now), picture.layers[layer].groupStart != nil,
                viewer.start(picture, atAnyLength: true, at: now) == nil
            else { continue }
            replaying.append(viewer)
        }
        waiting.removeAll { !$0.isWaiting }
    }

    /// Ties the streams of those who joined together as soon as both flow.
    private func sendFirstReports(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard !unreported.isEmpty else { return }
        unreported.removeAll { viewer, until in
            guard viewer.hasBoth || now >= until else { return false }
            viewer.report(picture, audio: audio, at: now, wall: wall, outbox: outbox)
            return true
        }
    }

    /// A hundredth of the viewers each tick.
    private func sendReports(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard !viewers.isEmpty else { return }
        let share = (viewers.count + Limit.reportRounds - 1) / Limit.reportRounds
        reportCursor += 1
        let first = (reportCursor % Limit.reportRounds) * share
        guard first < viewers.count else { return }
        for viewer in viewers[first..<min(first + share, viewers.count)] {
            viewer.report(picture, audio: audio, at: now, wall: wall, outbox: outbox)
            follow(viewer, at: now, outbox: outbox)
            // One who gets nothing tells nothing either: its way is tried from time to time.
            if viewer.isHeld { planProbe(of: viewer, at: now) }
        }
    }

    private func planProbe(of viewer: Viewer, at now: MediaTime) {
        guard let pathControl = viewer.pathControl, !pathControl.isProbing else { return }
        pathControl.planProbe(streams: viewer.wantedRate(picture) + viewer.soundRate, at: now)
        if pathControl.isProbing { probing.append(viewer) }
    }
}
