package import ICE
internal import PacketIO
internal import RTP
internal import SDP
package import SFU
internal import SecureTransport
internal import Synchronization

/// The media plane as others see it: offers in, answers and events out.
///
/// Sessions are kept here by name; packets never pass through. Those who publish to a show live on one worker, its home;
/// viewers live there too while it has room, and on branches of the show on other workers.
package actor MediaServer {
    private enum Role: Equatable {
        case host(slot: Int)
        case guest(String)
        case standby
        case viewer
    }

    private struct Session {
        var show: RouterID
        var worker: Int
        var role: Role
        /// Counts up: an older session has a lower one.
        var number: Int
        /// Whom limits count a viewer as.
        var network: String?
        var remote: Credentials
        var generation = 0

        var entityTag: String { "\(generation)" }
    }

    private enum Limit {
        /// Guests' sessions of one show that may be open at once, on the stage or waiting.
        static let guests = 96
        /// Events that wait for their reader; as many as ten thousand sessions that come and go can cause.
        static let events = 65_536
    }

    private let configuration: MediaServerConfiguration
    private let certificate: Certificate
    private let workers: [Worker]
    private let reports: AsyncStream<[RouterEvent]>
    private let listeners: AsyncStream<RouterEvent>.Continuation
    /// What happened, in order; one reader, who loses the oldest when it falls far behind.
    package nonisolated let events: AsyncStream<RouterEvent>
    private var sessions: [SessionID: Session] = [:]
    private var placement: Placement
    /// Viewers whose keys do not stand yet.
    private var halfOpen: HalfOpenSessions
    /// Sessions of each network address.
    private var networks: [String: Int] = [:]
    private var failedHandshakes = FailedHandshakes()
    /// Shows that are held back, whether anybody has a session of theirs or not.
    private var paused: Set<RouterID> = []
    /// Sessions that were ever opened.
    private var count = 0
    private var isDraining = false

    /// Binds the ports and starts the workers.
    package init(_ configuration: MediaServerConfiguration) throws(MediaServerError) {
        self.configuration = configuration
        placement = Placement(workers: configuration.workers)
        halfOpen = HalfOpenSessions(of: configuration.sessions)
        let (reports, reporter) = AsyncStream.makeStream(of: [RouterEvent].self)
        self.reports = reports
        (events, listeners) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Limit.events))
        do throws(SecureTransportError) {
            certificate = try Certificate()
        } catch {
            throw .cryptography("\(error)")
        }
        var workers: [Worker] = []
        let base = configuration.address
        let queues = try Self.queues(configuration.workers)
        let relays = RelayEnds.connecting(queues.map { queue in { queue.wake() } })
        for position in 0..<configuration.workers {
            let port = base.port == 0 ? 0 : base.port + UInt16(position)
            let address = TransportAddress(family: base.family, high: base.high, low: base.low, port: port)
            workers.append(
                try Worker(
                    bindingTo: address, jobs: queues[position], context: Self.context(certificate),
                    relay: relays[position]
                ) { reporter.yield($0) })
        }
        self.workers = workers
    }

    private static func queues(_ count: Int) throws(MediaServerError) -> [JobQueue<Engine>] {
        var queues: [JobQueue<Engine>] = []
        do throws(SystemError) {
            for _ in 0..<count { queues.append(try JobQueue()) }
        } catch {
            throw .socket(call: error.call, errno: error.code)
        }
        return queues
    }

    private static func context(_ certificate: Certificate) throws(MediaServerError) -> DTLSContext {
        do throws(SecureTransportError) {
            return try DTLSContext(certificate: certificate)
        } catch {
            throw .cryptography("\(error)")
        }
    }

    /// Binds a port for a moment, of UDP and of TCP, to see whether it can be had.
    package static func probe(_ address: TransportAddress) throws(MediaServerError) {
        _ = try MediaPort(bindingTo: address)
    }

    /// The addresses that answers name when none are configured.
    package static func announcedByDefault(for bound: TransportAddress) -> [TransportAddress] {
        LocalAddresses.reachable(for: bound)
    }

    /// The address of each worker.
    package nonisolated var addresses: [TransportAddress] { workers.map(\.address) }

    /// Keeps the books until the task is cancelled; ``shutDown()`` says goodbye.
    package func run() async {
        for await batch in reports {
            for event in batch {
                note(event)
            }
            if Task.isCancelled { break }
        }
        listeners.finish()
    }

    /// Ends every session and every worker; who asks afterwards is refused.
    package func shutDown() {
        isDraining = true
        for worker in workers {
            worker.jobs.perform { engine, _ in engine.closeAll(of: nil, because: .draining) }
            worker.stop()
        }
        sessions.removeAll()
        placement.removeAll()
        networks.removeAll()
    }

    private func note(_ event: RouterEvent) {
        switch event {
        case .sessionEnded(_, let id, let reason):
            if case .handshakeFailed = reason, let network = sessions[id]?.network {
                failedHandshakes.note(network, at: HostClock.now())
            }
            forget(id)
        case .viewerJoined(_, let id, _): halfOpen.settled(id)
        default: break
        }
        listeners.yield(event)
    }

    private func forget(_ id: SessionID) {
        guard let session = sessions.removeValue(forKey: id) else { return }
        halfOpen.settled(id)
        perform(placement.remove(from: session.show, on: session.worker))
        guard let network = session.network, let count = networks[network] else { return }
        networks[network] = count > 1 ? count - 1 : nil
    }

    // MARK: Publishing and playing

    /// Who publishes.
    package enum Source: Sendable, Hashable {
        /// A host, with the camera for a slot; 1 is the programme.
        case host(name: String?, slot: Int)
        /// Somebody whose place the show's ``StagePlan`` says; until then it waits.
        case guest(name: String)
        /// A source on this machine that gives way to any host and comes back when the host is gone.
        case standby
    }

    /// Takes the offer of somebody who publishes.
    package func publish(
        _ offer: String, to show: RouterID, by source: Source = .host(name: nil, slot: 1)
    ) async throws(MediaServerError) -> SessionAnswer {
        guard !isDraining else { throw .draining }
        let entry = placement.show(show)
        let worker = workers[entry.home]
        let negotiation = negotiation(
            for: worker, announcing: source == .standby ? standbyAddresses : configuration.announced)
        let result: Negotiation.Result<PublisherDescription>
        let role: Role
        switch source {
        case .host(let name, let slot):
            precondition((1...StagePlan.Limit.slots).contains(slot), "Slots are checked where they come in")
            result = try negotiation.publisher(offer, isStandby: false, name: name, slot: slot)
            role = .host(slot: slot)
            makeRoom(for: role, of: show, on: worker)
        case .guest(let name):
            result = try negotiation.publisher(offer, isStandby: false, name: name, slot: nil)
            role = .guest(name)
            try makeRoom(forGuest: role, of: show, on: worker)
        case .standby:
            result = try negotiation.publisher(offer, isStandby: true)
            role = .standby
        }
        let id = register(show, entry, on: entry.home, as: role, remote: result.description.transport.remote)
        if let profile = result.profile, role == .host(slot: 1) { placement.setProfile(profile, of: show) }
        try await opened(id, of: show, on: worker) { engine, now throws(SecureTransportError) in
            try engine.open(publisher: result.description, as: id, in: show, identities: entry.identities, at: now)
        }
        return SessionAnswer(session: id, description: result.answer, entityTag: "0")
    }

    private var standbyAddresses: [TransportAddress] {
        let bound = configuration.address
        let local = bound.isUnspecified ? .loopback(bound.family) : bound
        return [TransportAddress(family: local.family, high: local.high, low: local.low, port: 0)]
    }

    /// Takes a viewer's offer.
    ///
    /// - Parameter network: whom limits count the viewer as; nil for nobody.
    package func play(
        _ offer: String,
        from show: RouterID,
        viewer: String?,
        network: String? = nil
    ) async throws(MediaServerError) -> SessionAnswer {
        let codec = await healthAtHome(of: show)?.codec
        guard !isDraining else { throw .draining }
        makeRoomAmongHalfOpen()
        guard sessions.count < configuration.sessions else { throw .tooManySessions(limit: configuration.sessions) }
        if let network, networks[network, default: 0] >= configuration.sessionsPerNetwork {
            throw .tooManySessions(limit: configuration.sessionsPerNetwork)
        }
        let entry = placement.show(show)
        let place = placement.worker(forViewerOf: entry)
        let worker = workers[place]
        let result = try negotiation(for: worker, announcing: configuration.announced).viewer(
            offer, identities: entry.identities, profile: entry.profile, viewer: viewer,
            mayBegin: failedHandshakes.mayBegin(with: network, at: HostClock.now()))
        try Self.check(result.description, decodes: codec)
        let id = register(
            show, entry, on: place, as: .viewer, of: network, remote: result.description.transport.remote)
        halfOpen.opened(id)
        try await opened(id, of: show, on: worker) { engine, now throws(SecureTransportError) in
            try engine.open(viewer: result.description, as: id, in: show, identities: entry.identities, at: now)
        }
        return SessionAnswer(session: id, description: result.answer, entityTag: "0")
    }

    /// Refuses a viewer who wants the picture and cannot decode what the host sends now.
    private static func check(
        _ viewer: ViewerDescription, decodes codec: MediaCodec?
    ) throws(MediaServerError) {
        let known = viewer.slots.prefix(1).flatMap(\.formats).map(\.codec).filter { $0.kind == .video }
        guard let codec, !known.isEmpty, !known.contains(codec) else { return }
        let names = known.map(\.rawValue).joined(separator: ", ")
        throw .unsupportedCodec("The show's picture comes in \(codec.rawValue); the offer can be sent \(names).")
    }

    /// Takes a fragment with candidates or an ICE restart (RFC 9725, sections 4.3.1 and 4.3.2).
    package func patch(
        _ id: SessionID,
        of show: RouterID,
        fragment text: String,
        entityTag: String
    ) throws(MediaServerError) -> PatchAnswer {
        guard var session = sessions[id], session.show == show else { throw .unknownSession }
        guard entityTag == "*" || entityTag == session.entityTag else { throw .staleTag }
        let fragment: IceFragment
        do throws(SDPError) {
            fragment = try IceFragment(parsing: text)
        } catch {
            throw .badFragment("\(error.detail) \(error.action)")
        }
        guard let spoken = fragment.credentials else { return .noted }
        let remote = Credentials(usernameFragment: spoken.userFragment, password: spoken.password)
        guard remote != session.remote else { return .noted }
        let local = Negotiation.makeCredentials()
        session.remote = remote
        session.generation += 1
        sessions[id] = session
        workers[session.worker].jobs.perform { engine, _ in engine.restart(id, local: local, remote: remote) }
        var answer = IceFragment()
        answer.userFragment = local.usernameFragment
        answer.password = local.password
        return .restarted(fragment: answer.description, entityTag: session.entityTag)
    }

    package func close(_ id: SessionID, of show: RouterID) throws(MediaServerError) {
        guard let session = sessions[id], session.show == show else { throw .unknownSession }
        workers[session.worker].jobs.perform { engine, now in engine.close(id, because: .requested, at: now) }
    }

    /// A viewer has no use for pictures of more lines, the shorter side in pixels; nil is no limit, 0 no picture at all.
    ///
    /// - Parameter slot: the picture that is meant; nil for all.
    package func limit(_ id: SessionID, of show: RouterID, lines: Int?, slot: Int? = nil) throws(MediaServerError) {
        guard let session = sessions[id], session.show == show else { throw .unknownSession }
        workers[session.worker].jobs.perform { engine, now in engine.limit(id, lines: lines, slot: slot, at: now) }
    }

    /// Holds a show's sessions to a plan, those that are there and those that come.
    package func follow(_ plan: StagePlan, in show: RouterID) {
        let changes = placement.follow(plan, in: show)
        perform(changes.before)
        perform(in: show) { engine, now in engine.follow(plan, in: show, at: now, wall: HostClock.wall()) }
        perform(changes.after)
    }

    /// Has every worker do something that has sessions of a show.
    private func perform(in show: RouterID, _ job: @escaping @Sendable (Engine, MediaTime) -> Void) {
        for worker in placement.shows[show]?.workers ?? [] { workers[worker].jobs.perform(job) }
    }

    /// Ends all sessions of somebody in a show.
    package func end(_ name: String, in show: RouterID) {
        perform(in: show) { engine, _ in engine.closeAll(of: show, named: name, because: .removed) }
    }

    /// Holds a show's media back, or lets it flow again; sessions stay, and those that come later find it so.
    package func setPaused(_ isPaused: Bool, show: RouterID) {
        if isPaused { paused.insert(show) } else { paused.remove(show) }
        perform(in: show) { engine, _ in engine.setPaused(isPaused, show: show) }
    }

    /// Ends every session of a show.
    package func end(show: RouterID) {
        paused.remove(show)
        perform(in: show) { engine, _ in engine.closeAll(of: show, because: .showEnded) }
        follow(StagePlan(), in: show)
    }

    // MARK: What it looks like

    package func health(of show: RouterID) async -> PublisherHealth? {
        guard var health = await healthAtHome(of: show) else { return nil }
        for worker in placement.shows[show]?.branches ?? [] {
            health.viewers += await workers[worker].jobs.ask { engine, _ in engine.viewerCount(of: show) } ?? 0
        }
        return health
    }

    private func healthAtHome(of show: RouterID) async -> PublisherHealth? {
        guard let home = placement.shows[show]?.home else { return nil }
        return await workers[home].jobs.ask { engine, _ in engine.health(of: show) } ?? nil
    }

    /// The figures of each worker.
    package func statistics() async -> [EngineStatistics] {
        var all: [EngineStatistics] = []
        for worker in workers {
            if let figures = await worker.jobs.ask({ engine, _ in engine.currentStatistics() }) { all.append(figures) }
        }
        return all
    }

    // MARK: Books

    /// Ends the oldest of a slot's hosts that are not on air, where there are too many for one more.
    private func makeRoom(for role: Role, of show: RouterID, on worker: Worker) {
        let hosts = sessions.filter { $0.value.show == show && $0.value.role == role }
        let excess = hosts.count - configuration.publishersPerShow + 1
        guard excess > 0 else { return }
        let oldest = hosts.sorted { $0.value.number < $1.value.number }.map(\.key)
        worker.jobs.perform { engine, now in
            let onAir = engine.health(of: show)?.session
            for id in oldest.filter({ $0 != onAir }).prefix(excess) {
                engine.close(id, because: .replaced, at: now)
            }
        }
    }

    /// Ends the oldest viewer's session that came to nothing, where there are too many of them.
    private func makeRoomAmongHalfOpen() {
        guard let id = halfOpen.takeExcess(), let session = sessions[id] else { return }
        workers[session.worker].jobs.perform { engine, now in engine.close(id, because: .gaveWay, at: now) }
        // Its place is free at once: the engine's word comes later.
        forget(id)
    }

    /// Ends an earlier session of a guest, but for the latest, which may be on the stage until the new one is.
    private func makeRoom(forGuest role: Role, of show: RouterID, on worker: Worker) throws(MediaServerError) {
        var all = 0
        var own: [(key: SessionID, number: Int)] = []
        for (id, session) in sessions where session.show == show {
            guard case .guest = session.role else { continue }
            all += 1
            if session.role == role { own.append((id, session.number)) }
        }
        let earlier = own.sorted { $0.number < $1.number }.dropLast().map(\.key)
        guard all - earlier.count < Limit.guests else { throw .tooManySessions(limit: Limit.guests) }
        worker.jobs.perform { engine, now in
            for id in earlier { engine.close(id, because: .replaced, at: now) }
        }
    }

    private func negotiation(for worker: Worker, announcing announced: [TransportAddress]) -> Negotiation {
        let port = worker.address.port
        let announced = announced.isEmpty ? Self.announcedByDefault(for: worker.address) : announced
        return Negotiation(
            certificate: certificate,
            candidates: announced.map { address in
                TransportAddress(
                    family: address.family, high: address.high, low: address.low,
                    port: address.port == 0 ? port : address.port)
            })
    }

    private func register(
        _ show: RouterID, _ entry: Placement.Show, on worker: Int, as role: Role, of network: String? = nil,
        remote: Credentials
    ) -> SessionID {
        let id = SessionID(randomName())
        count += 1
        sessions[id] = Session(
            show: show, worker: worker, role: role, number: count, network: network, remote: remote)
        perform(placement.add(to: show, entry, on: worker))
        if let network { networks[network, default: 0] += 1 }
        return id
    }

    /// Opens and closes branches.
    private func perform(_ changes: [Placement.Change]) {
        for change in changes {
            switch change {
            case .open(let id, let show, let worker):
                workers[worker].jobs.perform { engine, _ in
                    engine.openBranch(of: id, identities: show.identities, channel: show.channel, from: show.home)
                }
                hold(id, on: workers[worker])
                workers[show.home].jobs.perform { engine, _ in
                    engine.beginBranch(of: id, identities: show.identities, channel: show.channel, to: worker)
                }
            case .close(let id, let home, let worker):
                workers[home].jobs.perform { engine, _ in engine.endBranch(of: id, to: worker) }
                workers[worker].jobs.perform { engine, _ in engine.closeBranch(of: id) }
            }
        }
    }

    /// Tells a worker what holds for a show, paused or not and its plan: it may be the first there.
    private func hold(_ show: RouterID, on worker: Worker) {
        let isPaused = paused.contains(show)
        let plan = placement.plans[show] ?? StagePlan()
        worker.jobs.perform { engine, now in
            engine.setPaused(isPaused, show: show)
            engine.follow(plan, in: show, at: now, wall: HostClock.wall())
        }
    }

    /// Opens a registered session in the engine; a router that this makes begins paused where its show is.
    private func opened(
        _ id: SessionID,
        of show: RouterID,
        on worker: Worker,
        _ open: @escaping @Sendable (Engine, MediaTime) throws(SecureTransportError) -> Void
    ) async throws(MediaServerError) {
        switch await worker.jobs.ask(open) {
        case .success:
            // It may have given way to another meanwhile.
            guard sessions[id] != nil else {
                worker.jobs.perform { engine, now in engine.close(id, because: .gaveWay, at: now) }
                throw .unknownSession
            }
            hold(show, on: worker)
        case .failure(let error):
            forget(id)
            throw .cryptography("\(error)")
        case nil:
            forget(id)
            throw .draining
        }
    }
}
