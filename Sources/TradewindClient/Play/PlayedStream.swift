internal import ICE
internal import PacketIO
internal import RTP
internal import SDP
internal import SecureTransport

/// A stream being played: one session from its joining to its end.
public final class PlayedStream: Sendable {
    private enum Limit {
        /// A stream has no more states than these.
        static let states = 4
    }

    private let loop: ClientLoop
    private let signalling: any Signalling
    private let session: SignalledSession
    private let id: LoopSessionID
    /// How the stream stands, newest last; finishes with the session.
    public let states: AsyncStream<PlaybackState>

    private init(
        loop: ClientLoop,
        signalling: any Signalling,
        session: SignalledSession,
        id: LoopSessionID,
        states: AsyncStream<PlaybackState>
    ) {
        self.loop = loop
        self.signalling = signalling
        self.session = session
        self.id = id
        self.states = states
    }

    /// Joins by `signalling`; the stream plays from the return on.
    public static func join(
        loop: ClientLoop, signalling: any Signalling, settings: PlaySettings
    ) async throws(ClientError) -> PlayedStream {
        let asked = HostClock.now()
        let formats = OfferedFormats(video: settings.video.map(\.mediaCodec), audio: settings.audio)
        let proposal = SessionProposal(playing: formats, as: loop.identity)
        let session: SignalledSession
        do throws(SignallingError) {
            session = try await signalling.open(offer: proposal.text)
        } catch {
            throw .signalling(error)
        }
        do throws(ClientError) {
            let plan = try proposal.plan(for: session.answer)
            let (states, reporter) = AsyncStream.makeStream(
                of: PlaybackState.self, bufferingPolicy: .bufferingNewest(Limit.states))
            let id = loop.makeID()
            let context = loop.identity.context
            let opened = await loop.attempt { reactor, now in
                reactor.open(id, for: plan) { transmit throws(SecureTransportError) in
                    try PlayingSession(
                        plan: plan, settings: settings, context: context, asked: asked, at: now, transmit: transmit
                    ) { state in
                        reporter.yield(state)
                        if case .ended = state { reporter.finish() }
                    }
                }
            }
            try opened.get()
            return PlayedStream(loop: loop, signalling: signalling, session: session, id: id, states: states)
        } catch {
            // The session exists at the server and nobody will play it.
            try? await signalling.close(session)
            throw error
        }
    }

    /// What came so far; nil once the session is over.
    public func statistics() async -> PlaybackStatistics? {
        let id = id
        return await loop.jobs.ask { reactor, _ in (reactor.session(id) as? PlayingSession)?.statistics } ?? nil
    }

    /// Asks the host for a key frame.
    public func requestKeyFrame() {
        let id = id
        loop.jobs.perform { reactor, _ in (reactor.session(id) as? PlayingSession)?.requestKeyFrame() }
    }

    /// Finds a new path after the network changed: another socket, new ICE credentials, the same keys and media.
    public func restart() async throws(ClientError) {
        let local = Credentials(randomBytes: randomBytes(32))
        var offered = IceFragment()
        offered.userFragment = local.usernameFragment
        offered.password = local.password
        let answer: SignalledRestart
        do throws(SignallingError) {
            answer = try await signalling.restart(session, fragment: offered.description)
        } catch {
            throw .signalling(error)
        }
        guard let spoken = (try? IceFragment(parsing: answer.fragment))?.credentials else {
            throw .unusableAnswer("the fragment has no ICE credentials.")
        }
        let remote = Credentials(usernameFragment: spoken.userFragment, password: spoken.password)
        let id = id
        let renewed = await loop.attempt { reactor, now in
            (reactor.session(id) as? PlayingSession)?.restart(local: local, remote: remote, at: now)
            return reactor.renewPort(of: id)
        }
        try renewed.get()
    }

    /// Leaves: says goodbye to the server and ends the session there.
    public func close() async {
        let id = id
        loop.jobs.perform { reactor, _ in
            reactor.session(id)?.close()
            reactor.remove(id)
        }
        // The server may know already, or be gone: then there is nothing to end.
        try? await signalling.close(session)
    }
}
