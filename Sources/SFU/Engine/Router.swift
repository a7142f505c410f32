internal import ICE
internal import RTP

/// One show's media: its publishers, its two tracks, its viewers.
final class Router {
    enum Limit {
        /// A publisher that sends nothing for so long is taken for gone; another may take its place.
        static let silence = MediaSpan.seconds(3)
        /// Most packets one batch of datagrams can add.
        static let pending = 512
        /// Every viewer gets a report once in as many ticks: one second.
        static let reportRounds = 100
    }

    let id: RouterID
    let identity: StreamIdentity
    let video: Track
    let audio: Track
    private(set) var publishers: [Publisher] = []
    private(set) var viewers: [Viewer] = []
    /// Whose packets the viewers get.
    private(set) var active: Publisher?
    /// A paused show keeps its sessions and forwards nothing.
    private(set) var isPaused = false
    private(set) var resumptions = 0
    private var pending: [Viewer.Pending] = []
    private var replaying: [Viewer] = []
    private var reportCursor = 0
    private(set) var events: [RouterEvent] = []

    init(id: RouterID, identity: StreamIdentity, firstIndex: UInt16) {
        self.id = id
        self.identity = identity
        video = Track(kind: .video, firstIndex: firstIndex)
        audio = Track(kind: .audio, firstIndex: firstIndex)
        pending.reserveCapacity(Limit.pending)
    }

    var isEmpty: Bool { publishers.isEmpty && viewers.isEmpty }

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

    /// Takes one packet of a publisher; it goes out with ``flush(outbox:)``.
    func receive(_ incoming: Publisher.Incoming, from publisher: Publisher, at now: MediaTime) {
        guard publisher === active || takesOver(publisher, with: incoming, at: now) else { return }
        guard !isPaused else { return }
        let track = incoming.kind == .video ? video : audio
        if !track.continues(publisher.id) || track.codec != incoming.codec {
            guard incoming.kind == .audio || incoming.startsKeyFrame else {
                publisher.wantKeyFrame(.broken)
                return
            }
            begin(track, with: incoming, from: publisher, at: now)
        }
        let stored = track.store(
            sequence: incoming.sequence, timestamp: incoming.timestamp, marker: incoming.marker,
            startsKeyFrame: incoming.startsKeyFrame, orientation: incoming.orientation, payload: incoming.payload,
            now: now)
        guard let stored, pending.count < Limit.pending else { return }
        pending.append(
            Viewer.Pending(kind: incoming.kind, packet: stored, payload: track.history.payload(of: stored)))
    }

    /// Whether a publisher that was not active becomes it: it shows a picture, and outranks or outlives the active one.
    private func takesOver(_ publisher: Publisher, with incoming: Publisher.Incoming, at now: MediaTime) -> Bool {
        if let active {
            guard outranks(publisher, active) else { return false }
        }
        guard incoming.kind == .video else { return active == nil && hasOnlySound(publisher) }
        guard incoming.startsKeyFrame else {
            publisher.wantKeyFrame(.broken)
            return false
        }
        if active != nil || video.newest >= 0 { resumptions += 1 }
        activate(publisher)
        events.append(.publisherStarted(id, publisher.id, codec: incoming.codec, isStandby: publisher.isStandby))
        return true
    }

    /// A host outranks the standby, and a host's newer session its older one.
    private func outranks(_ publisher: Publisher, _ other: Publisher) -> Bool {
        if publisher.isStandby != other.isStandby { return other.isStandby }
        return publishers.firstIndex { $0 === publisher } ?? 0 > publishers.firstIndex { $0 === other } ?? 0
    }

    private func activate(_ publisher: Publisher) {
        active = publisher
        video.interrupt()
        audio.interrupt()
    }

    private func hasOnlySound(_ publisher: Publisher) -> Bool {
        let isAlone = !publisher.producers.contains { $0.description.kind == .video }
        if isAlone { activate(publisher) }
        return isAlone
    }

    private func begin(_ track: Track, with incoming: Publisher.Incoming, from publisher: Publisher, at now: MediaTime)
    {
        let changesCodec = track.codec != incoming.codec
        track.begin(
            source: publisher.id, sequence: incoming.sequence, timestamp: incoming.timestamp, codec: incoming.codec,
            now: now)
        guard changesCodec else { return }
        for viewer in viewers {
            viewer.setFormat(incoming.kind, incoming.codec)
        }
    }

    private func deactivate() {
        active = nil
        events.append(.publisherStopped(id))
    }

    /// The host's report ties its clock to ours.
    func reported(
        _ kind: MediaKind, _ timestamp: RTPTimestamp, _ wall: NTPTime, from publisher: Publisher, at now: MediaTime
    ) {
        let track = kind == .video ? video : audio
        guard track.continues(publisher.id) else { return }
        track.setReference(timestamp, wall: wall, at: now)
    }

    func setPaused(_ paused: Bool) {
        guard isPaused != paused else { return }
        isPaused = paused
        // After a pause the decoders need a fresh start, and numbers must not jump.
        video.interrupt()
        audio.interrupt()
        if !paused { active?.wantKeyFrame(.broken) }
    }

    // MARK: Viewers

    func add(_ viewer: Viewer) {
        viewers.append(viewer)
    }

    func remove(_ viewer: Viewer) {
        viewer.leave()
        viewers.removeAll { $0 === viewer }
        replaying.removeAll { $0 === viewer }
    }

    /// A viewer's keys stand: it gets the picture at once.
    func start(_ viewer: Viewer, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        viewer.refreshPath()
        viewer.setFormat(.video, video.codec)
        viewer.setFormat(.audio, audio.codec)
        if viewer.start(video: video) {
            active?.wantKeyFrame(.joined)
        } else if viewer.replay(video, outbox: outbox) {
            replaying.append(viewer)
        }
        viewer.report(video: video, audio: audio, at: now, wall: wall, outbox: outbox)
        events.append(.viewerJoined(id, viewer.id, viewer: viewer.name))
    }

    func wantKeyFrame() {
        active?.wantKeyFrame(.broken)
    }

    // MARK: Time

    /// Sends every viewer what the latest batch of datagrams brought.
    func flush(outbox: Outbox) {
        guard !pending.isEmpty else { return }
        pending.withUnsafeBufferPointer { items in
            for viewer in viewers {
                viewer.forward(items, outbox: outbox)
            }
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Does what time demands: replays, feedback to the hosts, reports to the viewers.
    func tick(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        replaying.removeAll { !$0.replay(video, outbox: outbox) }
        for publisher in publishers {
            publisher.tick(at: now, outbox: outbox)
        }
        if let active, let last = active.lastMedia, now - last > Limit.silence {
            deactivate()
        }
        sendReports(at: now, wall: wall, outbox: outbox)
    }

    /// A hundredth of the viewers each tick.
    private func sendReports(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard !viewers.isEmpty else { return }
        let share = (viewers.count + Limit.reportRounds - 1) / Limit.reportRounds
        reportCursor += 1
        let first = (reportCursor % Limit.reportRounds) * share
        guard first < viewers.count else { return }
        for viewer in viewers[first..<min(first + share, viewers.count)] {
            viewer.report(video: video, audio: audio, at: now, wall: wall, outbox: outbox)
        }
    }
}
