package import ICE
internal import SDP
package import SFU
internal import SecureTransport
internal import Synchronization

/// The media plane as others see it: offers in, answers and events out.
///
/// Sessions are kept here by name; packets never pass through. Every session of a show lives on one worker.
package actor MediaServer {
    private struct Session {
        var show: RouterID
        var worker: Int
        var isPublisher: Bool
        var remote: Credentials
        var generation = 0

        var entityTag: String { "\(generation)" }
    }

    private struct Show {
        var identity: StreamIdentity
        var worker: Int
        var sessions = 0
    }

    private let configuration: MediaServerConfiguration
    private let certificate: Certificate
    private let workers: [Worker]
    private let reports: AsyncStream<[RouterEvent]>
    private let listeners: AsyncStream<RouterEvent>.Continuation
    /// What happened, in order; one reader.
    package nonisolated let events: AsyncStream<RouterEvent>
    private var sessions: [SessionID: Session] = [:]
    private var shows: [RouterID: Show] = [:]
    private var isDraining = false

    /// Binds the ports and starts the workers.
    package init(_ configuration: MediaServerConfiguration) throws(MediaServerError) {
        self.configuration = configuration
        let (reports, reporter) = AsyncStream.makeStream(of: [RouterEvent].self)
        self.reports = reports
        (events, listeners) = AsyncStream.makeStream(of: RouterEvent.self)
        do throws(SecureTransportError) {
            certificate = try Certificate()
        } catch {
            throw .cryptography("\(error)")
        }
        var workers: [Worker] = []
        for position in 0..<max(1, configuration.workers) {
            let base = configuration.address
            let port = base.port == 0 ? 0 : base.port + UInt16(position)
            let address = TransportAddress(family: base.family, high: base.high, low: base.low, port: port)
            workers.append(
                try Worker(bindingTo: address, context: Self.context(certificate)) { reporter.yield($0) })
        }
        self.workers = workers
    }

    private static func context(_ certificate: Certificate) throws(MediaServerError) -> DTLSContext {
        do throws(SecureTransportError) {
            return try DTLSContext(certificate: certificate)
        } catch {
            throw .cryptography("\(error)")
        }
    }

    /// Binds a port for a moment, to see whether it can be had.
    package static func probe(_ address: TransportAddress) throws(MediaServerError) {
        _ = try UDPSocket(bindingTo: address)
    }

    /// The addresses that answers name when none are configured.
    package static func announcedByDefault(for bound: TransportAddress) -> [TransportAddress] {
        LocalAddresses.reachable(for: bound)
    }

    /// The address of each worker.
    package nonisolated var addresses: [TransportAddress] { workers.map(\.address) }

    /// Keeps the books until the task is cancelled, then says goodbye to everybody.
    package func run() async {
        for await batch in reports {
            for event in batch {
                note(event)
            }
            if Task.isCancelled { break }
        }
        listeners.finish()
    }

    /// Ends every session and every worker; nothing may be asked afterwards.
    package func shutDown() {
        isDraining = true
        for worker in workers {
            worker.perform { engine, _ in engine.closeAll(of: nil, because: .draining) }
            worker.stop()
        }
        sessions.removeAll()
        shows.removeAll()
    }

    private func note(_ event: RouterEvent) {
        if case .sessionEnded(_, let id, _) = event { forget(id) }
        listeners.yield(event)
    }

    private func forget(_ id: SessionID) {
        guard let show = sessions.removeValue(forKey: id)?.show else { return }
        shows[show]?.sessions -= 1
        if shows[show]?.sessions == 0 { shows[show] = nil }
    }

    // MARK: Publishing and playing

    /// Takes a host's offer.
    package func publish(_ offer: String, to show: RouterID) async throws(MediaServerError) -> SessionAnswer {
        try await publish(offer, to: show, isStandby: false, announcing: configuration.announced)
    }

    /// Takes the offer of a source on this machine that gives way to any host and comes back when the host is gone.
    package func publishStandby(_ offer: String, to show: RouterID) async throws(MediaServerError) -> SessionAnswer {
        let bound = configuration.address
        let isEverywhere = bound.high == 0 && bound.low == 0
        let local = isEverywhere ? TransportAddress(ipv4: 0x7F00_0001, port: 0) : bound
        return try await publish(
            offer, to: show, isStandby: true,
            announcing: [TransportAddress(family: local.family, high: local.high, low: local.low, port: 0)])
    }

    private func publish(
        _ offer: String,
        to show: RouterID,
        isStandby: Bool,
        announcing announced: [TransportAddress]
    ) async throws(MediaServerError) -> SessionAnswer {
        try admit(publisherOf: show)
        let (entry, worker) = place(show)
        let result = try negotiation(for: worker, announcing: announced).publisher(offer, isStandby: isStandby)
        let id = register(show, entry, isPublisher: true, remote: result.description.transport.remote)
        try await opened(id) {
            await worker.ask { engine, now throws(SecureTransportError) in
                try engine.open(
                    publisher: result.description, as: id, in: show, identity: entry.identity, at: now)
            }
        }
        return SessionAnswer(session: id, description: result.answer, entityTag: "0")
    }

    package func play(
        _ offer: String,
        from show: RouterID,
        viewer: String?
    ) async throws(MediaServerError) -> SessionAnswer {
        try admit(publisherOf: nil)
        let (entry, worker) = place(show)
        let result = try negotiation(for: worker, announcing: configuration.announced).viewer(
            offer, identity: entry.identity, viewer: viewer)
        let id = register(show, entry, isPublisher: false, remote: result.description.transport.remote)
        try await opened(id) {
            await worker.ask { engine, now throws(SecureTransportError) in
                try engine.open(viewer: result.description, as: id, in: show, identity: entry.identity, at: now)
            }
        }
        return SessionAnswer(session: id, description: result.answer, entityTag: "0")
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
        workers[session.worker].perform { engine, _ in engine.restart(id, local: local, remote: remote) }
        var answer = IceFragment()
        answer.userFragment = local.usernameFragment
        answer.password = local.password
        return .restarted(fragment: answer.description, entityTag: session.entityTag)
    }

    package func close(_ id: SessionID, of show: RouterID) throws(MediaServerError) {
        guard let session = sessions[id], session.show == show else { throw .unknownSession }
        workers[session.worker].perform { engine, now in engine.close(id, because: .requested, at: now) }
    }

    /// Holds a show's media back, or lets it flow again; sessions stay.
    package func setPaused(_ paused: Bool, show: RouterID) {
        guard let entry = shows[show] else { return }
        workers[entry.worker].perform { engine, _ in engine.setPaused(paused, show: show) }
    }

    /// Ends every session of a show.
    package func end(show: RouterID) {
        guard let entry = shows[show] else { return }
        workers[entry.worker].perform { engine, _ in engine.closeAll(of: show, because: .showEnded) }
    }

    // MARK: What it looks like

    package func health(of show: RouterID) async -> PublisherHealth? {
        guard let entry = shows[show] else { return nil }
        return await workers[entry.worker].ask { engine, _ in engine.health(of: show) }
    }

    /// The figures of each worker.
    package func statistics() async -> [EngineStatistics] {
        var all: [EngineStatistics] = []
        for worker in workers {
            all.append(await worker.ask { engine, _ in engine.currentStatistics() })
        }
        return all
    }

    // MARK: Books

    private func admit(publisherOf show: RouterID?) throws(MediaServerError) {
        guard !isDraining else { throw .draining }
        guard sessions.count < configuration.sessions else {
            throw .tooManySessions(limit: configuration.sessions)
        }
        guard let show else { return }
        let publishers = sessions.values.filter { $0.show == show && $0.isPublisher }.count
        guard publishers < configuration.publishersPerShow else {
            throw .tooManySessions(limit: configuration.publishersPerShow)
        }
    }

    /// The show's names and worker; a new show goes to the worker with the fewest sessions.
    private func place(_ show: RouterID) -> (Show, Worker) {
        if let entry = shows[show] { return (entry, workers[entry.worker]) }
        let load = shows.values.reduce(into: [Int](repeating: 0, count: workers.count)) { load, entry in
            load[entry.worker] += entry.sessions
        }
        let worker = load.indices.min { load[$0] < load[$1] } ?? 0
        let entry = Show(identity: .random(), worker: worker)
        return (entry, workers[worker])
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

    private func register(_ show: RouterID, _ entry: Show, isPublisher: Bool, remote: Credentials) -> SessionID {
        let id = SessionID(randomName())
        sessions[id] = Session(show: show, worker: entry.worker, isPublisher: isPublisher, remote: remote)
        shows[show, default: entry].sessions += 1
        return id
    }

    private func opened(
        _ id: SessionID,
        _ open: () async -> Result<Void, SecureTransportError>
    ) async throws(MediaServerError) {
        if case .failure(let error) = await open() {
            forget(id)
            throw .cryptography("\(error)")
        }
    }
}
