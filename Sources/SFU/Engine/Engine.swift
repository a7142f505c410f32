internal import CongestionControl
package import ICE
package import RTP
package import SecureTransport

/// All sessions of one worker, without a socket: datagrams and time in, datagrams and events out.
///
/// One thread owns an engine. Nothing here allocates, locks or waits per forwarded packet.
package final class Engine {
    private let context: DTLSContext
    private let outbox: Outbox
    private let relay: RelayEnds
    private let relayed = RelayedPackets()
    /// Shows that are at home here and seen on other workers, by their numbers between workers.
    private var homes: [Int: Stage] = [:]
    /// Shows that are seen here and at home on other workers.
    private var branches: [Int: Stage] = [:]
    private var stages: [RouterID: Stage] = [:]
    private var sessions: [SessionID: Session] = [:]
    /// The same sessions in no particular order, so that a few can be visited each tick.
    private var visited: [Session] = []
    private var visitCursor = 0
    /// Those whose handshake is not done: they have timers of milliseconds.
    private var handshaking: [Session] = []
    private var byAddress: [TransportAddress: Session] = [:]
    private var byFragment: [String: Session] = [:]
    private var touched: [Router] = []
    private var events: [RouterEvent] = []
    /// What the feedback just read tells of; used again for each.
    private var reported: [ReportedPacket] = []
    private var statistics = EngineStatistics()

    /// An engine that sends through `outbox`, and to other workers by `relay`.
    package init(context: DTLSContext, outbox: Outbox, relay: RelayEnds = .none) {
        self.context = context
        self.relay = relay
        self.outbox = outbox
        reported.reserveCapacity(SentPacketLog.Limit.packets)
    }

    // MARK: Sessions

    /// - Parameter identities: the names of the show's streams, one for each slot it may come to have.
    package func open(
        publisher description: PublisherDescription,
        as id: SessionID,
        in show: RouterID,
        identities: [StreamIdentity],
        at now: MediaTime
    ) throws(SecureTransportError) {
        let transport = try Transport(description: description.transport, context: context, now: now)
        let stage = stage(for: show, identities: identities)
        stage.sessions += 1
        let sender = SSRC(rawValue: identities[0].video.rawValue &+ 1)
        let publisher = Publisher(id: id, description: description, transport: transport, sender: sender)
        stage.add(publisher)
        insert(Session(id: id, stage: stage, role: .publisher(publisher), transport: transport))
    }

    /// - Parameter identities: the names of the show's streams, one for each slot it may come to have.
    package func open(
        viewer description: ViewerDescription,
        as id: SessionID,
        in show: RouterID,
        identities: [StreamIdentity],
        at now: MediaTime
    ) throws(SecureTransportError) {
        let transport = try Transport(description: description.transport, context: context, now: now)
        let stage = stage(for: show, identities: identities)
        stage.sessions += 1
        let viewer = Viewer(id: id, description: description, stage: stage, transport: transport)
        insert(Session(id: id, stage: stage, role: .viewer(viewer), transport: transport))
    }

    /// Gives a session new ICE credentials; its media goes on.
    package func restart(_ id: SessionID, local: Credentials, remote: Credentials) {
        guard let session = sessions[id] else { return }
        byFragment[session.transport.localFragment] = nil
        session.transport.restart(local: local, remote: remote)
        byFragment[local.usernameFragment] = session
    }

    /// The viewer has no use for pictures with more lines (the shorter side): nil for no limit, 0 for no picture at all.
    ///
    /// - Parameter slot: the picture that is meant; nil for all.
    package func limit(_ id: SessionID, lines: Int?, slot: Int? = nil, at now: MediaTime) {
        guard let session = sessions[id], case .viewer(let viewer) = session.role else { return }
        for subscription in viewer.subscriptions where slot == nil || slot == subscription.router.slot {
            subscription.router.limit(subscription, lines: lines, at: now, outbox: outbox)
        }
        outbox.flush()
    }

    package func close(_ id: SessionID, because reason: SessionEnd, at now: MediaTime) {
        guard let session = sessions[id] else { return }
        end(session, because: reason)
        outbox.flush()
    }

    /// Ends every session of a show, or of one name in it.
    package func closeAll(of show: RouterID?, named name: String? = nil, because reason: SessionEnd) {
        for session in sessions.values
        where (show == nil || session.stage.id == show) && (name == nil || session.name == name) {
            end(session, because: reason)
        }
        outbox.flush()
    }

    package func setPaused(_ paused: Bool, show: RouterID) {
        stages[show]?.setPaused(paused)
    }

    /// Holds a show's sessions to a plan; a show without sessions has none.
    package func follow(_ plan: StagePlan, in show: RouterID, at now: MediaTime, wall: NTPTime) {
        guard let stage = stages[show] else { return }
        stage.follow(plan, at: now, wall: wall, outbox: outbox)
        link()
        outbox.flush()
    }

    private func stage(for id: RouterID, identities: [StreamIdentity]) -> Stage {
        if let stage = stages[id] { return stage }
        let stage = Stage(id: id, identities: identities)
        stages[id] = stage
        link()
        return stage
    }

    /// Shows programmes in the slots of other shows that want them, and nowhere else.
    private func link() {
        for stage in stages.values where !stage.slots.isEmpty {
            for mirror in stage.programme.visits where stages[mirror.id]?.plan.visitor?.show != stage.id {
                stage.programme.endMirror(in: mirror)
            }
        }
        for stage in stages.values {
            guard stage.home == nil, let visitor = stage.plan.visitor, visitor.slot > 1,
                let other = stages[visitor.show], other !== stage
            else { continue }
            other.programme.mirror(in: stage.slot(visitor.slot))
        }
    }

    private func insert(_ session: Session) {
        sessions[session.id] = session
        session.position = visited.count
        visited.append(session)
        handshaking.append(session)
        byFragment[session.transport.localFragment] = session
    }

    private func end(_ session: Session, because reason: SessionEnd) {
        guard sessions.removeValue(forKey: session.id) != nil else { return }
        session.transport.close(outbox: outbox)
        byFragment[session.transport.localFragment] = nil
        expect(session, from: [], at: nil)
        visited.swapAt(session.position, visited.count - 1)
        visited[session.position].position = session.position
        visited.removeLast()
        statistics.sessionsEnded[reason.label, default: 0] += 1
        let stage = session.stage
        switch session.role {
        case .publisher(let publisher):
            statistics.keyFrameRequests += Int64(publisher.keyFrameRequests)
            stage.remove(publisher)
        case .viewer(let viewer):
            statistics.packetsForwarded += viewer.packetsSent
            statistics.packetsRetransmitted += Int64(viewer.control.retransmitted)
            statistics.packetsRequested += Int64(viewer.control.requested)
            if stage.remove(viewer) {
                events.append(.viewerLeft(stage.id, session.id, viewer: viewer.name, reason))
            }
        }
        events += stage.takeEvents()
        events.append(.sessionEnded(stage.id, session.id, reason))
        release(stage)
    }

    /// Lets go of a show that one session, or one branch, held.
    private func release(_ stage: Stage) {
        stage.sessions -= 1
        guard stage.sessions == 0 else { return }
        stages[stage.id] = nil
        link()
    }

    // MARK: Other workers

    /// Shows here, from now on, what is at home on another worker.
    ///
    /// - Parameter channel: the show's number between workers.
    package func openBranch(
        of show: RouterID, identities: [StreamIdentity], channel: Int, from worker: Int
    ) {
        guard stages[show] == nil, let ring = relay.outgoing[worker] else { return }
        let stage = Stage(id: show, identities: identities, home: StageHome(channel: channel, ring: ring))
        stage.sessions = 1
        stages[show] = stage
        branches[channel] = stage
        // Home may have begun before: what it said then found nobody here.
        ring.appendSurely(.opened(channel: channel))
        link()
    }

    /// Shows here no more what is at home on another worker.
    package func closeBranch(of show: RouterID) {
        guard let stage = stages[show], let home = stage.home, branches.removeValue(forKey: home.channel) != nil else {
            return
        }
        // Nobody says any more that they are gone; where they visit they must not stay.
        for (slot, source) in home.sources { stage.slot(slot).remove(source) }
        release(stage)
    }

    /// Lets another worker show what is at home here.
    package func beginBranch(of show: RouterID, identities: [StreamIdentity], channel: Int, to worker: Int) {
        guard let ring = relay.outgoing[worker] else { return }
        let stage = stage(for: show, identities: identities)
        guard !stage.branches.contains(where: { $0.worker == worker }) else { return }
        stage.sessions += 1
        homes[channel] = stage
        stage.add(Branch(to: worker, channel: channel, over: ring, packets: relayed))
    }

    package func endBranch(of show: RouterID, to worker: Int) {
        guard let stage = stages[show], let branch = stage.removeBranch(to: worker) else { return }
        statistics.relayedDropped += branch.dropped
        if stage.branches.isEmpty { homes[branch.channel] = nil }
        release(stage)
    }

    /// Takes what other workers have sent; what it makes us forward goes out with ``flush(at:)``.
    package func receiveRelayed(at now: MediaTime) {
        for (worker, ring) in relay.incoming.enumerated() {
            guard let ring else { continue }
            // More can come meanwhile; it has its turn after what waits elsewhere.
            for _ in 0..<RelayRing.Limit.messages {
                guard let message = ring.next() else { break }
                take(message, from: worker, at: now)
            }
        }
    }

    private func take(_ message: RelayMessage, from worker: Int, at now: MediaTime) {
        switch message {
        case .packet(let place, _), .source(let place, _), .report(let place, _, _, _, _), .interrupted(let place, _),
            .gone(let place), .filled(let place, _):
            branches[place.channel]?.receive(message, at: now) { touch($0) }
        case .keyFrame(let place, _, _), .layers(let place, _):
            branch(to: worker, place.channel)?.receive(message)
        case .opened(let channel):
            branch(to: worker, channel)?.receive(message)
        }
    }

    private func branch(to worker: Int, _ channel: Int) -> Branch? {
        homes[channel]?.branches.first { $0.worker == worker }
    }

    /// Says that the worker is about to sleep; false where others have sent something meanwhile.
    package func mayRest() -> Bool {
        relay.incoming.allSatisfy { $0?.rest() ?? true }
    }

    private func publishRelayed() {
        for ring in relay.outgoing { ring?.publish() }
    }

    // MARK: Datagrams

    /// Takes one datagram; what it makes us forward goes out with ``flush(at:)``.
    package func receive(
        _ datagram: UnsafeMutableBufferPointer<UInt8>,
        from source: TransportAddress,
        at now: MediaTime,
        wall: NTPTime
    ) {
        statistics.datagramsReceived += 1
        switch DatagramKind(of: datagram.span) {
        case .rtp:
            guard let session = byAddress[source], case .publisher(let publisher) = session.role else { return }
            publisher.receiveRTP(datagram, at: now) { incoming in
                session.stage.receive(incoming, from: publisher, at: now) { touch($0) }
            }
        case .rtcp:
            byAddress[source].map { receiveRTCP(datagram, of: $0, at: now, wall: wall) }
        case .dtls:
            guard let session = byAddress[source] else { return }
            let change = session.transport.receiveDTLS(Array(datagram), at: now, outbox: outbox)
            apply(change, to: session, at: now, wall)
        case .stun:
            receiveSTUN(Array(datagram), from: source, at: now, wall: wall)
        case .unknown:
            statistics.datagramsUnknown += 1
        }
    }

    /// Whether a session of ours is at this address, or may come to be: what leads there is worth keeping.
    package func isInUse(_ address: TransportAddress, at now: MediaTime) -> Bool {
        byAddress[address]?.transport.uses(address, at: now) ?? false
    }

    /// Notes that nothing comes from an address any more: the connection that it was is closed.
    package func lost(_ address: TransportAddress, at now: MediaTime) {
        guard let session = byAddress[address] else { return }
        session.transport.lost(address)
        expect(session, from: session.transport.addresses, at: now)
    }

    private func touch(_ router: Router) {
        if !touched.contains(where: { $0 === router }) { touched.append(router) }
    }

    private func receiveSTUN(_ bytes: [UInt8], from source: TransportAddress, at now: MediaTime, wall: NTPTime) {
        guard let fragment = LiteAgent.localFragment(in: bytes), let session = byFragment[fragment] else {
            statistics.datagramsUnknown += 1
            return
        }
        guard let change = session.transport.receiveSTUN(bytes, from: source, at: now, outbox: outbox) else { return }
        expect(session, from: session.transport.addresses, at: now)
        apply(change, to: session, at: now, wall)
    }

    /// Takes datagrams from these addresses for the session's; an address belongs to whoever was there first.
    private func expect(_ session: Session, from addresses: [TransportAddress], at now: MediaTime?) {
        for address in session.addresses where !addresses.contains(address) && byAddress[address] === session {
            byAddress[address] = nil
        }
        for address in addresses {
            if let now, let other = byAddress[address], other !== session,
                other.transport.isAlive(at: address, now: now)
            {
                continue
            }
            byAddress[address] = session
        }
        session.addresses = addresses
    }

    private func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>,
        of session: Session,
        at now: MediaTime,
        wall: NTPTime
    ) {
        switch session.role {
        case .publisher(let publisher):
            publisher.receiveRTCP(datagram, at: now, wall: wall) { producer, report, moment in
                session.stage.reported(producer, report.timestamp, moment, from: publisher, at: report.arrival)
            }
        case .viewer(let viewer):
            viewer.receiveRTCP(datagram, reported: &reported, at: now, outbox: outbox)
        }
    }

    private func apply(_ change: Transport.Change, to session: Session, at now: MediaTime, _ wall: NTPTime) {
        switch change {
        case .none, .reachable:
            return
        case .moved:
            if case .viewer(let viewer) = session.role { viewer.refreshPath() }
        case .secured:
            guard case .viewer(let viewer) = session.role else { return }
            session.stage.add(viewer, at: now, wall: wall, outbox: outbox)
            events.append(.viewerJoined(session.stage.id, session.id, viewer: viewer.name))
            touch(session.stage.programme)
        case .ended(let reason):
            end(session, because: reason)
        }
    }

    // MARK: Output and time

    /// Forwards what the datagrams since the last call brought; the rest of an unfinished frame waits a moment.
    ///
    /// - Returns: when to call again at the latest; nil while nothing waits.
    @discardableResult
    package func flush(at now: MediaTime) -> MediaTime? {
        var next: MediaTime?
        var position = 0
        while position < touched.count {
            let router = touched[position]
            if let due = router.nextFlush, due > now {
                next = min(next ?? due, due)
                position += 1
                continue
            }
            touched.remove(at: position)
            router.flush(at: now, outbox: outbox)
            for publisher in router.takeSuperseded() {
                close(publisher.id, because: .replaced, at: now)
            }
            if let stage = stages[router.id], stage.hasEvents { events += stage.takeEvents() }
        }
        outbox.flush()
        publishRelayed()
        return next
    }

    /// Does what time demands; call it at least every ``tickInterval``.
    package func tick(at now: MediaTime, wall: NTPTime) {
        for session in handshaking {
            visit(session, at: now, wall: wall)
        }
        handshaking.removeAll { !$0.transport.isHandshaking || sessions[$0.id] !== $0 }
        for _ in 0..<(visited.count + Self.visitRounds - 1) / Self.visitRounds where !visited.isEmpty {
            visitCursor = visitCursor + 1 < visited.count ? visitCursor + 1 : 0
            visit(visited[visitCursor], at: now, wall: wall)
        }
        for stage in stages.values {
            stage.tick(at: now, wall: wall, outbox: outbox)
            if stage.hasEvents { events += stage.takeEvents() }
        }
        outbox.flush()
        publishRelayed()
    }

    private func visit(_ session: Session, at now: MediaTime, wall: NTPTime) {
        let change = session.transport.tick(at: now, outbox: outbox)
        if change != .none { apply(change, to: session, at: now, wall) }
    }

    /// Every session is visited once in as many ticks: consent is a matter of seconds.
    private static let visitRounds = 100

    /// Feedback, replays and reports are planned on this beat.
    package static let tickInterval = MediaSpan.milliseconds(10)

    package func takeEvents() -> [RouterEvent] {
        guard !events.isEmpty else { return [] }
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    // MARK: What it looks like

    package func currentStatistics() -> EngineStatistics {
        var current = statistics
        current.routers = stages.values.count { $0.home == nil }
        for stage in stages.values { current.relayedDropped += stage.branches.reduce(0) { $0 + $1.dropped } }
        current.sendsDropped = outbox.dropped
        for session in sessions.values {
            if session.transport.address?.transport == .tcp { current.tcpSessions += 1 }
            switch session.role {
            case .publisher(let publisher):
                current.publishers += 1
                current.keyFrameRequests += Int64(publisher.keyFrameRequests)
            case .viewer(let viewer):
                current.viewers += 1
                current.packetsForwarded += viewer.packetsSent
                current.packetsRetransmitted += Int64(viewer.control.retransmitted)
                current.packetsRequested += Int64(viewer.control.requested)
                guard viewer.isJoined else { continue }
                current.viewerLoss.add(viewer.control.lossReported)
                if let trip = viewer.control.roundTrip { current.viewerRoundTrip.add(Double(trip.nanoseconds) / 1e9) }
            }
        }
        return current
    }

    /// Those to whom a show is sent from here.
    package func viewerCount(of show: RouterID) -> Int {
        stages[show]?.viewerCount ?? 0
    }

    package func health(of show: RouterID) -> PublisherHealth? {
        guard let stage = stages[show], !stage.slots.isEmpty, let publisher = stage.programme.active as? Publisher
        else {
            return nil
        }
        let video = publisher.picture
        return PublisherHealth(
            session: publisher.id, isStandby: publisher.isStandby, codec: video?.codec, size: video?.size,
            frames: video?.frames ?? 0, bytes: publisher.bytesReceived,
            loss: video?.statistics.latestLoss ?? 0, resumptions: stage.programme.resumptions,
            viewers: stage.viewerCount)
    }
}
