internal import CongestionControl
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
        /// The rest of a frame is waited for so long, so that it leaves in one burst to each viewer.
        static let gathering = MediaSpan.milliseconds(5)
        /// So many packets go at once, frame or not.
        static let gathered = 32
        /// Packets of one frame are made equally long where they differ by no more.
        static let padding = 32
        /// A viewer's first report is held back until sound and picture flow, but no longer than this.
        static let firstReport = MediaSpan.seconds(2)
    }

    let id: RouterID
    let identity: StreamIdentity
    let video: Track
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
    /// What the next flush forwards: pictures, then sound, which rides as the shorter end of their burst.
    private var pending: [Viewer.Pending] = []
    private var pendingSound: [Viewer.Pending] = []
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
    private var reportCursor = 0
    private(set) var events: [RouterEvent] = []

    init(id: RouterID, identity: StreamIdentity, firstIndex: UInt16) {
        self.id = id
        self.identity = identity
        video = Track(kind: .video, firstIndex: firstIndex)
        audio = Track(kind: .audio, firstIndex: firstIndex)
        pending.reserveCapacity(Limit.pending)
        pendingSound.reserveCapacity(Limit.pending)
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
        let track = incoming.kind == .video ? video : audio
        if !track.continues(publisher.id) || track.codec != incoming.codec {
            guard incoming.kind == .audio || incoming.isDecodable else {
                publisher.wantKeyFrame(.broken)
                return
            }
            announce(incoming.codec, of: publisher)
            begin(track, with: incoming, from: publisher, at: now)
        }
        let stored = track.store(
            sequence: incoming.sequence, timestamp: incoming.timestamp, marker: incoming.marker,
            startsKeyFrame: incoming.startsKeyFrame, orientation: incoming.orientation, payload: incoming.payload,
            now: now)
        guard let stored, pending.count + pendingSound.count < Limit.pending else { return }
        let item = Viewer.Pending(kind: incoming.kind, packet: stored, index: stored.pointee.index)
        if incoming.kind == .video { pending.append(item) } else { pendingSound.append(item) }
        let isComplete = incoming.kind == .video && incoming.marker
        if isComplete || pending.count + pendingSound.count >= Limit.gathered {
            nextFlush = now
        } else if nextFlush == nil {
            nextFlush = now + Limit.gathering
        }
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
        if active != nil || video.newest >= 0 || audio.newest >= 0 { resumptions += 1 }
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
        video.interrupt()
        audio.interrupt()
    }

    private func begin(_ track: Track, with incoming: Publisher.Incoming, from publisher: Publisher, at now: MediaTime)
    {
        let changesCodec = track.codec != incoming.codec
        track.begin(
            source: publisher.id, sequence: incoming.sequence, timestamp: incoming.timestamp, codec: incoming.codec,
            now: now)
        guard changesCodec else { return }
        for viewer in viewers {
            viewer.setFormat(incoming.kind, incoming.codec, from: track.newest + 1)
        }
    }

    private func deactivate() {
        active = nil
        announcedCodec = nil
        video.interrupt()
        audio.interrupt()
        events.append(.publisherStopped(id))
    }

    /// The host's report ties its clock to ours.
    func reported(
        _ kind: MediaKind, _ timestamp: RTPTimestamp, _ wall: NTPTime, from publisher: Publisher, at now: MediaTime
    ) {
        let track = kind == .video ? video : audio
        guard track.continues(publisher.id) else { return }
        let isFirst = track.setReference(timestamp, wall: wall, at: now)
        // Until now arrival stood for capture: everybody learns better at once.
        if isFirst { unreported = viewers.map { ($0, now) } }
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
        viewer.setFormat(.video, video.codec, from: 0)
        viewer.setFormat(.audio, audio.codec, from: 0)
        begin(viewer, at: now, outbox: outbox)
        unreported.append((viewer, now + Limit.firstReport))
        events.append(.viewerJoined(id, viewer.id, viewer: viewer.name))
    }

    /// Gives a viewer the picture: the kept group, or the host's next key frame.
    private func begin(_ viewer: Viewer, at now: MediaTime, outbox: Outbox) {
        let isUnheard = active?.keyFrames.isUnheard(at: now) ?? false
        if viewer.start(video: video, atAnyLength: isUnheard) {
            active?.wantKeyFrame(.joined)
            waiting.append(viewer)
        } else if viewer.replay(video, at: now, outbox: outbox) {
            replaying.append(viewer)
        }
    }

    func wantKeyFrame() {
        active?.wantKeyFrame(.broken)
    }

    /// Takes RTCP of a viewer.
    func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>, from viewer: Viewer, reported: inout [ReportedPacket],
        at now: MediaTime, outbox: Outbox
    ) {
        let wasProbing = viewer.pathControl?.isProbing ?? false
        let wantsKeyFrame = viewer.receiveRTCP(
            datagram, video: video, audio: audio, reported: &reported, at: now, outbox: outbox)
        if wantsKeyFrame { wantKeyFrame() }
        if viewer.follow(video, at: now) {
            flush(at: now, outbox: outbox)
            begin(viewer, at: now, outbox: outbox)
        }
        if !wasProbing, viewer.pathControl?.isProbing ?? false { probing.append(viewer) }
    }

    // MARK: Time

    /// Sends every viewer what is gathered.
    func flush(at now: MediaTime, outbox: Outbox) {
        nextFlush = nil
        guard !pending.isEmpty || !pendingSound.isEmpty else { return }
        // A host may jump so far ahead within one batch that a slot was used again.
        pending.removeAll { $0.packet.pointee.index != $0.index }
        pendingSound.removeAll { $0.packet.pointee.index != $0.index }
        level()
        settle(&pending, in: video.history)
        settle(&pendingSound, in: audio.history)
        pending += pendingSound
        pending.withUnsafeBufferPointer { items in
            for viewer in viewers {
                viewer.forward(items, at: now, outbox: outbox)
            }
        }
        pending.removeAll(keepingCapacity: true)
        pendingSound.removeAll(keepingCapacity: true)
    }

    private func settle(_ items: inout [Viewer.Pending], in history: PacketHistory) {
        for position in items.indices {
            let packet = items[position].packet
            history.settle(
                packet,
                companions: items[position].kind == .audio ? RedundantSound.companions(of: packet, in: history) : 0)
            items[position].payload = history.payload(of: items[position].packet)
        }
    }

    /// Makes the packets of each frame equally long, but for its last, where little is missing.
    private func level() {
        guard pending.count > 1 else { return }
        var longest = 0
        for position in stride(from: pending.count - 1, through: 0, by: -1) {
            let packet = pending[position].packet
            let length = Int(packet.pointee.payloadLength)
            if packet.pointee.marker { longest = 0 }
            if length < longest, longest - length <= Limit.padding { video.history.pad(packet, to: longest) }
            longest = max(longest, length)
        }
    }

    /// Does what time demands: replays, feedback to the hosts, reports to the viewers.
    func tick(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        // A replay takes what is kept, sent or not: nothing may wait behind it.
        if !replaying.isEmpty || !waiting.isEmpty { flush(at: now, outbox: outbox) }
        replaying.removeAll { !$0.replay(video, at: now, outbox: outbox) }
        probing.removeAll { !$0.probe(video, at: now, outbox: outbox) }
        startWaiting(at: now, outbox: outbox)
        sendFirstReports(at: now, wall: wall, outbox: outbox)
        for publisher in publishers {
            publisher.tick(at: now, outbox: outbox)
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
        guard let active, active.keyFrames.isUnheard(at: now), video.groupStart != nil else { return }
        for viewer in waiting where !viewer.start(video: video, atAnyLength: true) {
            replaying.append(viewer)
        }
        waiting.removeAll { !$0.isWaiting }
    }

    /// Ties the streams of those who joined together as soon as both flow.
    private func sendFirstReports(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard !unreported.isEmpty else { return }
        unreported.removeAll { viewer, until in
            guard viewer.hasBoth || now >= until else { return false }
            viewer.report(video: video, audio: audio, at: now, wall: wall, outbox: outbox)
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
            viewer.report(video: video, audio: audio, at: now, wall: wall, outbox: outbox)
        }
    }
}
