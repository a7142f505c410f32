internal import ICE
internal import PacketIO
internal import RTP
internal import SDP
internal import SecureTransport
internal import Synchronization

/// A stream that stays published: it comes back by itself when the path or the server was gone.
///
/// ```swift
/// let stream = WHIPClient(loop: loop, endpoint: endpoint).stream(settings)
/// try await withThrowingTaskGroup { group in
///     group.addTask { try await stream.run() }
///     for await state in stream.states { … }
/// }
/// ```
public final class PublishedStream: Sendable {
    private enum Limit {
        /// States nobody reads are forgotten but for the newest.
        static let states = 16
    }

    private let loop: ClientLoop
    private let signalling: any Signalling
    private let settings: PublishSettings
    private let layers: [StreamID]
    private let current = Mutex<LoopSessionID?>(nil)
    private let teller: AsyncStream<StreamState>.Continuation
    /// How the stream stands, newest last; ends with ``run()``.
    public let states: AsyncStream<StreamState>

    /// A stream that is signalled by `signalling`; it begins with ``run()``.
    ///
    /// Layers whose names break their rules end the program: see ``PublishSettings/layers``.
    public init(loop: ClientLoop, signalling: any Signalling, settings: PublishSettings) {
        self.loop = loop
        self.signalling = signalling
        self.settings = settings
        layers = settings.layers.map { name in
            guard let id = StreamID(rawValue: name) else { preconditionFailure("“\(name)” cannot name a layer") }
            return id
        }
        precondition(Set(layers).count == layers.count, "Two layers have the same name")
        precondition(layers.count <= Simulcast.Limit.layers, "A picture has at most three layers")
        (states, teller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Limit.states))
    }

    /// Sends a frame; off the air it is dropped, as is one of a layer that the server does not take.
    ///
    /// A server that takes no layers gets the highest one as its only picture.
    ///
    /// - Parameter layer: the position in ``PublishSettings/layers``; frames of one picture share their time.
    public func send(_ frame: VideoFrame, layer: Int = 0) {
        precondition(layer == 0 || layers.indices.contains(layer), "There is no layer \(layer)")
        perform { session, now in session.send(frame, layer: layer, at: now) }
    }

    /// Sends a packet of sound; off the air it is dropped.
    public func send(_ packet: AudioPacket) {
        perform { session, _ in session.send(packet) }
    }

    private func perform(_ job: @escaping @Sendable (PublishingSession, MediaTime) -> Void) {
        guard let id = current.withLock({ $0 }) else { return }
        loop.jobs.perform { reactor, now in
            guard let session = reactor.session(id) as? PublishingSession else { return }
            job(session, now)
            reactor.attend(id)
        }
    }

    /// What came of one session.
    private struct Attempt {
        var ending: SessionEnding
        /// How long it was on the air; nil when it never was.
        var life: Duration?
        /// Whether the server itself is there; without it a goodbye means that it restarts.
        var serverAnswers = true
    }

    /// Publishes until the task is cancelled or the server ends the stream for good, then ends the session there.
    ///
    /// - Throws: ``ClientError`` when the server refuses in a way that asking again cannot change.
    public func run() async throws(ClientError) {
        defer { teller.finish() }
        var delay = ReconnectDelay()
        while !Task.isCancelled {
            teller.yield(.connecting)
            var life: Duration?
            let loss: StreamLoss
            do throws(ClientError) {
                let attempt = try await publishOnce()
                if attempt.ending == .closedByServer, attempt.serverAnswers, !settings.outlastsGoodbye {
                    teller.yield(.dismissed)
                    return
                }
                life = attempt.life
                loss = .ended(attempt.ending)
            } catch {
                if error.isPermanent { throw error }
                loss = .refused(error)
            }
            guard !Task.isCancelled else { break }
            let pause = delay.pause(afterLiving: life, chance: .random(in: 0...1))
            teller.yield(.lost(loss, retryIn: pause))
            // Cancelled sleep is the loop's own end.
            try? await Task.sleep(for: pause)
        }
        teller.yield(.closed)
    }

    /// One session from its offer to its end.
    private func publishOnce() async throws(ClientError) -> Attempt {
        let names = StreamNames(layers: layers)
        let proposal = SessionProposal(publishing: names, formats: formats, as: loop.identity)
        let session: SignalledSession
        do throws(SignallingError) {
            session = try await signalling.open(offer: proposal.text)
        } catch {
            throw .signalling(error)
        }
        let result: Result<Attempt, ClientError>
        do throws(ClientError) {
            result = .success(try await serve(try proposal.plan(for: session.answer), names))
        } catch {
            result = .failure(error)
        }
        let serverAnswers = await end(session)
        var attempt = try result.get()
        attempt.serverAnswers = serverAnswers
        return attempt
    }

    /// Ends a session at the server, which may know already; false where no server answers.
    private func end(_ session: SignalledSession) async -> Bool {
        do throws(SignallingError) {
            try await signalling.close(session)
            return true
        } catch {
            return error.isFromServer
        }
    }

    private var formats: OfferedFormats {
        OfferedFormats(video: settings.video.map { [$0.mediaCodec] } ?? [], audio: settings.audio)
    }

    /// Keeps a session on the loop until it ends or the task is cancelled.
    private func serve(
        _ plan: SessionPlan, _ names: StreamNames
    ) async throws(ClientError) -> Attempt {
        let (events, reporter) = AsyncStream.makeStream(of: PublishingSession.Event.self)
        let id = loop.makeID()
        let opened = await open(plan, names, as: id) { reporter.yield($0) }
        try opened.get()
        current.withLock { $0 = id }
        defer { current.withLock { $0 = nil } }
        var liveSince: ContinuousClock.Instant?
        var ending = SessionEnding.closed
        waiting: for await event in events {
            switch event {
            case .live:
                liveSince = .now
                teller.yield(.live)
            case .keyFrameRequested(let layer):
                settings.keyFrameRequested(layer)
            case .ended(let reason):
                ending = reason
                break waiting
            }
        }
        loop.jobs.perform { reactor, _ in
            reactor.session(id)?.close()
            reactor.remove(id)
        }
        return Attempt(ending: ending, life: liveSince.map { $0.duration(to: .now) })
    }

    private func open(
        _ plan: SessionPlan,
        _ names: StreamNames,
        as id: LoopSessionID,
        report: @escaping @Sendable (PublishingSession.Event) -> Void
    ) async -> Result<Void, ClientError> {
        let pacing = settings.pacing
        let context = loop.identity.context
        return await loop.attempt { reactor, now in
            reactor.open(id, for: plan) { transmit throws(SecureTransportError) in
                try PublishingSession(
                    plan: plan, names: names, pacing: pacing, context: context, at: now, transmit: transmit,
                    report: report)
            }
        }
    }
}
