internal import ICE
internal import RTP
internal import SDP
internal import SecureTransport

/// Our end of one session: ICE, then DTLS, then SRTP; no socket, no clock.
///
/// Checks go to every address of the server until one is answered. DTLS begins right then.
final class ClientSession {
    enum Limit {
        /// A host is better off asking anew than waiting for a path that does not come.
        static let setup = MediaSpan.seconds(10)
        /// Four consent checks in a row unanswered.
        ///
        /// RFC 7675 allows up to 30 s; a picture should not be away so long.
        static let silence = MediaSpan.seconds(10)
        /// Bytes of a server's first flight that is kept until a check is answered: a ClientHello.
        static let early = 1_200
    }

    /// What a datagram or the passing of time brought about.
    enum Change: Equatable {
        case none
        /// The server answered a check.
        case reachable
        /// Keys stand; media may flow.
        case secured
        case ended(SessionEnding)
    }

    /// Sends one datagram.
    typealias Transmit = (UnsafeRawBufferPointer, TransportAddress) -> Void

    private enum Phase {
        case checking
        case handshaking
        case secured(InboundProtection, OutboundProtection)
        case ended
    }

    private let addresses: [TransportAddress]
    private let dtls: DTLSConnection
    private let transmit: Transmit
    private var agent: ControllingAgent
    private var phase: Phase = .checking
    private let started: MediaTime
    private var lastAnswer: MediaTime
    private var dtlsTimeout: MediaTime?
    /// A first flight of the server's that came before the answer to a check.
    private var early: (datagram: [UInt8], source: TransportAddress)?
    /// Where the server answered from.
    private(set) var server: TransportAddress?

    init(
        plan: SessionPlan,
        context: DTLSContext,
        at now: MediaTime,
        transmit: @escaping Transmit
    ) throws(SecureTransportError) {
        addresses = plan.addresses
        self.transmit = transmit
        agent = Self.agent(local: plan.local, remote: plan.remote, at: now)
        dtls = try DTLSConnection(
            context: context, role: plan.role == .client ? .client : .server, fingerprint: plan.fingerprint)
        started = now
        lastAnswer = now
    }

    private static func agent(local: Credentials, remote: Credentials, at now: MediaTime) -> ControllingAgent {
        ControllingAgent(
            local: local, remote: remote, randomBytes: randomBytes(8), now: .nanoseconds(now.nanoseconds))
    }

    var isOver: Bool {
        if case .ended = phase { true } else { false }
    }

    /// What seals our packets; nil until the handshake is done.
    var outbound: OutboundProtection? {
        if case .secured(_, let outbound) = phase { outbound } else { nil }
    }

    /// What opens the server's packets; nil until the handshake is done.
    var inbound: InboundProtection? {
        if case .secured(let inbound, _) = phase { inbound } else { nil }
    }

    /// Begins ICE anew with other credentials; keys and media stay (RFC 9725, section 4.3.2).
    func restart(local: Credentials, remote: Credentials, at now: MediaTime) {
        agent = Self.agent(local: local, remote: remote, at: now)
        lastAnswer = now
    }

    /// Sends sealed media or control.
    @inline(__always)
    func send(_ datagram: UnsafeRawBufferPointer) {
        if let server { transmit(datagram, server) }
    }

    /// Takes a datagram of STUN or DTLS.
    func receiveSetup(_ datagram: [UInt8], from source: TransportAddress, at now: MediaTime) -> Change {
        guard !isOver else { return .none }
        if DatagramKind(of: datagram.span) == .dtls {
            guard let server else {
                // A server that begins the handshake does so with its answer, which may be lost or overtaken.
                if datagram.count <= Limit.early, addresses.contains(source) { early = (datagram, source) }
                return .none
            }
            guard source == server else { return .none }
            dtls.receive(datagram)
            return afterDTLS(at: now)
        }
        guard agent.receive(datagram, now: .nanoseconds(now.nanoseconds), authenticator: hmacSHA1(key:message:)) else {
            let answer = agent.answer(to: datagram, from: source, authenticator: hmacSHA1(key:message:))
            answer?.withUnsafeBytes { transmit($0, source) }
            return .none
        }
        lastAnswer = now
        server = source
        guard case .checking = phase else { return .none }
        phase = .handshaking
        dtls.start()
        if let early, early.source == source { dtls.receive(early.datagram) }
        early = nil
        let change = afterDTLS(at: now)
        return change == .none ? .reachable : change
    }

    /// Does what time demands: checks, a repeated flight, giving up.
    func tick(at now: MediaTime) -> Change {
        switch phase {
        case .ended:
            return .none
        case .checking, .handshaking:
            guard now - started < Limit.setup else {
                return end(server == nil ? .unreachable : .handshakeFailed("the server does not answer"))
            }
        case .secured:
            guard now - lastAnswer < Limit.silence else { return end(.silent) }
        }
        if let check = agent.check(now: .nanoseconds(now.nanoseconds), authenticator: hmacSHA1(key:message:)) {
            // Until one answers, every address is asked; afterwards the one that did.
            for address in agent.isConnected ? [server ?? addresses[0]] : addresses {
                check.withUnsafeBytes { transmit($0, address) }
            }
        }
        guard let timeout = dtlsTimeout, now >= timeout else { return .none }
        dtls.handleTimeout()
        return afterDTLS(at: now)
    }

    /// Says goodbye to the server.
    func close() {
        guard !isOver else { return }
        dtls.close()
        sendHandshake()
        phase = .ended
    }

    private func end(_ ending: SessionEnding) -> Change {
        phase = .ended
        return .ended(ending)
    }

    private func afterDTLS(at now: MediaTime) -> Change {
        sendHandshake()
        dtlsTimeout = dtls.timeout.map { left in
            now
                + .milliseconds(
                    max(1, left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000))
        }
        switch dtls.state {
        case .handshaking:
            return .none
        case .connected(let keys):
            guard case .handshaking = phase else { return .none }
            do {
                phase = .secured(
                    try InboundProtection(keys.profile, master: keys.remote),
                    try OutboundProtection(keys.profile, master: keys.local))
                return .secured
            } catch {
                return end(.handshakeFailed("\(error)"))
            }
        case .closed:
            return end(.closedByServer)
        case .failed(let error):
            return end(.handshakeFailed("\(error)"))
        }
    }

    private func sendHandshake() {
        guard let server else { return }
        for datagram in dtls.takeOutgoing() {
            datagram.withUnsafeBytes { transmit($0, server) }
        }
    }
}
