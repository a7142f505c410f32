package import ICE
package import RTP
package import SecureTransport

/// All sessions of one worker, without a socket: datagrams and time in, datagrams and events out.
///
/// One thread owns an engine. Nothing here allocates, locks or waits per forwarded packet.
package final class Engine {
    private let context: DTLSContext
    private let outbox: Outbox
    private var routers: [RouterID: Router] = [:]
    private var sessions: [SessionID: Session] = [:]
    private var byAddress: [TransportAddress: Session] = [:]
    private var byFragment: [String: Session] = [:]
    private var touched: [Router] = []
    private var events: [RouterEvent] = []
    private var statistics = EngineStatistics()

    /// An engine that sends through `outbox`.
    package init(context: DTLSContext, outbox: Outbox) {
        self.context = context
        self.outbox = outbox
    }

    // MARK: Sessions

    package func open(
        publisher description: PublisherDescription,
        as id: SessionID,
        in show: RouterID,
        identity: StreamIdentity,
        at now: MediaTime
    ) throws(SecureTransportError) {
        let transport = try Transport(description: description.transport, context: context, now: now)
        let router = router(for: show, identity: identity)
        let sender = SSRC(rawValue: identity.video.rawValue &+ 1)
        let publisher = Publisher(id: id, description: description, transport: transport, sender: sender)
        router.add(publisher)
        insert(Session(id: id, router: router, role: .publisher(publisher), transport: transport))
    }

    package func open(
        viewer description: ViewerDescription,
        as id: SessionID,
        in show: RouterID,
        identity: StreamIdentity,
        at now: MediaTime
    ) throws(SecureTransportError) {
        let transport = try Transport(description: description.transport, context: context, now: now)
        let router = router(for: show, identity: identity)
        let viewer = Viewer(id: id, description: description, identity: identity, transport: transport)
        insert(Session(id: id, router: router, role: .viewer(viewer), transport: transport))
    }

    /// Gives a session new ICE credentials; its media goes on.
    package func restart(_ id: SessionID, local: Credentials, remote: Credentials) {
        guard let session = sessions[id] else { return }
        byFragment[session.transport.localFragment] = nil
        session.transport.restart(local: local, remote: remote)
        byFragment[local.usernameFragment] = session
    }

    package func close(_ id: SessionID, because reason: SessionEnd, at now: MediaTime) {
        guard let session = sessions[id] else { return }
        end(session, because: reason)
        outbox.flush()
    }

    /// Ends every session of a show.
    package func closeAll(of show: RouterID?, because reason: SessionEnd) {
        for session in sessions.values where show == nil || session.router.id == show {
            end(session, because: reason)
        }
        outbox.flush()
    }

    package func setPaused(_ paused: Bool, show: RouterID) {
        routers[show]?.setPaused(paused)
    }

    private func router(for id: RouterID, identity: StreamIdentity) -> Router {
        if let router = routers[id] { return router }
        let router = Router(
            id: id, identity: identity, firstIndex: UInt16(truncatingIfNeeded: identity.audio.rawValue))
        routers[id] = router
        return router
    }

    private func insert(_ session: Session) {
        sessions[session.id] = session
        byFragment[session.transport.localFragment] = session
    }

    private func end(_ session: Session, because reason: SessionEnd) {
        guard sessions.removeValue(forKey: session.id) != nil else { return }
        session.transport.close(outbox: outbox)
        byFragment[session.transport.localFragment] = nil
        if let address = session.transport.address, byAddress[address] === session { byAddress[address] = nil }
        statistics.sessionsEnded[reason.label, default: 0] += 1
        let router = session.router
        switch session.role {
        case .publisher(let publisher):
            statistics.keyFrameRequests += Int64(publisher.keyFrames.requests)
            router.remove(publisher)
        case .viewer(let viewer):
            let joined = viewer.isReady
            statistics.packetsForwarded += viewer.packetsSent
            statistics.packetsRetransmitted += Int64(viewer.retransmitted)
            statistics.packetsRequested += Int64(viewer.requested)
            router.remove(viewer)
            if joined { events.append(.viewerLeft(router.id, session.id, viewer: viewer.name, reason)) }
        }
        events += router.takeEvents()
        events.append(.sessionEnded(router.id, session.id, reason))
        if router.isEmpty, !sessions.values.contains(where: { $0.router === router }) { routers[router.id] = nil }
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
            guard let session = byAddress[source], case .publisher(let publisher) = session.role,
                let incoming = publisher.receiveRTP(datagram, at: now)
            else { return }
            session.router.receive(incoming, from: publisher, at: now)
            touch(session.router)
        case .rtcp:
            byAddress[source].map { receiveRTCP(datagram, of: $0, at: now, wall: wall) }
        case .dtls:
            guard let session = byAddress[source] else { return }
            apply(session.transport.receiveDTLS(Array(datagram), at: now, outbox: outbox), to: session, at: now, wall)
        case .stun:
            receiveSTUN(Array(datagram), from: source, at: now, wall: wall)
        case .unknown:
            statistics.datagramsUnknown += 1
        }
    }

    private func touch(_ router: Router) {
        if !touched.contains(where: { $0 === router }) { touched.append(router) }
    }

    private func receiveSTUN(_ bytes: [UInt8], from source: TransportAddress, at now: MediaTime, wall: NTPTime) {
        guard let fragment = LiteAgent.localFragment(in: bytes), let session = byFragment[fragment] else {
            statistics.datagramsUnknown += 1
            return
        }
        let before = session.transport.address
        let change = session.transport.receiveSTUN(bytes, from: source, at: now, outbox: outbox)
        if change == .reachable || change == .moved {
            if let before, byAddress[before] === session { byAddress[before] = nil }
            byAddress[source] = session
        }
        apply(change, to: session, at: now, wall)
    }

    private func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>,
        of session: Session,
        at now: MediaTime,
        wall: NTPTime
    ) {
        let router = session.router
        switch session.role {
        case .publisher(let publisher):
            publisher.receiveRTCP(datagram, at: now, wall: wall) { kind, timestamp, moment in
                router.reported(kind, timestamp, moment, from: publisher, at: now)
            }
        case .viewer(let viewer):
            let wantsKeyFrame = viewer.receiveRTCP(
                datagram, video: router.video, audio: router.audio, at: now, wall: wall, outbox: outbox)
            if wantsKeyFrame { router.wantKeyFrame() }
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
            session.router.add(viewer)
            session.router.start(viewer, at: now, wall: wall, outbox: outbox)
            touch(session.router)
        case .ended(let reason):
            end(session, because: reason)
        }
    }

    // MARK: Output and time

    /// Forwards what the datagrams since the last call brought.
    package func flush(at now: MediaTime) {
        for router in touched {
            router.flush(outbox: outbox)
            for publisher in router.takeSuperseded() {
                close(publisher.id, because: .replaced, at: now)
            }
            events += router.takeEvents()
        }
        touched.removeAll(keepingCapacity: true)
        outbox.flush()
    }

    /// Does what time demands; call it at least every ``tickInterval``.
    package func tick(at now: MediaTime, wall: NTPTime) {
        for session in sessions.values {
            let change = session.transport.tick(at: now, outbox: outbox)
            if change != .none { apply(change, to: session, at: now, wall) }
        }
        for router in routers.values {
            router.tick(at: now, wall: wall, outbox: outbox)
            events += router.takeEvents()
        }
        outbox.flush()
    }

    /// Feedback, replays and reports are planned on this beat.
    package static let tickInterval = MediaSpan.milliseconds(10)

    package func takeEvents() -> [RouterEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    // MARK: What it looks like

    package func currentStatistics() -> EngineStatistics {
        var current = statistics
        current.routers = routers.count
        for session in sessions.values {
            switch session.role {
            case .publisher(let publisher):
                current.publishers += 1
                current.keyFrameRequests += Int64(publisher.keyFrames.requests)
            case .viewer(let viewer):
                current.viewers += 1
                current.packetsForwarded += viewer.packetsSent
                current.packetsRetransmitted += Int64(viewer.retransmitted)
                current.packetsRequested += Int64(viewer.requested)
            }
        }
        return current
    }

    package func health(of show: RouterID) -> PublisherHealth? {
        guard let router = routers[show], let publisher = router.active else { return nil }
        let video = publisher.producers.first { $0.description.kind == .video }
        return PublisherHealth(
            session: publisher.id, isStandby: publisher.isStandby, codec: video?.codec, size: video?.size,
            frames: video?.frames ?? 0, bytes: publisher.bytesReceived,
            loss: video?.statistics.latestLoss ?? 0, resumptions: router.resumptions, viewers: router.viewers.count)
    }
}
