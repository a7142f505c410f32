internal import ICE
internal import RTP
internal import SecureTransport

/// The path to one peer: ICE, then DTLS, then SRTP.
final class Transport {
    /// What a datagram or the passing of time brought about.
    enum Change: Equatable {
        case none
        /// The first authenticated check came: the peer has an address.
        case reachable
        /// The peer's address is another one now.
        case moved
        /// Keys stand; media may flow.
        case secured
        case ended(SessionEnd)
    }

    enum Limit {
        /// How long a peer may take from its offer to the first check, and as long again to the keys.
        static let patience = MediaSpan.seconds(15)
        /// RFC 7675, section 5.1: consent ends 30 s after the last proof that the peer is there.
        static let consent = MediaSpan.seconds(30)
        /// Wrong checks that are told so within ``refusalInterval``: answers go to whoever is named as their sender.
        static let refusals = 10
        static let refusalInterval = MediaSpan.seconds(1)
    }

    private enum Phase {
        case handshaking
        case secured(InboundProtection, OutboundProtection)
        case ended
    }

    private var agent: LiteAgent
    private let dtls: DTLSConnection
    private var phase: Phase = .handshaking
    private var refusals = Allowance(Limit.refusals, every: Limit.refusalInterval)
    private var dtlsTimeout: MediaTime?
    private var deadline: MediaTime
    private(set) var address: TransportAddress?

    init(description: TransportDescription, context: DTLSContext, now: MediaTime) throws(SecureTransportError) {
        agent = LiteAgent(local: description.local, remote: description.remote)
        dtls = try DTLSConnection(
            context: context, role: description.role, fingerprint: description.fingerprint,
            offered: description.offered)
        deadline = now + Limit.patience
    }

    /// Every address the peer may send from.
    var addresses: [TransportAddress] { agent.addresses }

    var isSecured: Bool {
        if case .secured = phase { true } else { false }
    }

    /// Whether the handshake still has timers of its own: our keys may stand before the peer's last word.
    var isHandshaking: Bool { dtls.state == .handshaking && !isEnded }

    private var isEnded: Bool {
        if case .ended = phase { true } else { false }
    }

    /// Whether the peer proved a moment ago that it is at this address.
    func isAlive(at address: TransportAddress, now: MediaTime) -> Bool {
        agent.isAlive(address, now: .nanoseconds(now.nanoseconds))
    }

    /// Whether the peer is reached at this address, or may yet be: it checked it within the time of consent.
    func uses(_ address: TransportAddress, at now: MediaTime) -> Bool {
        address == self.address
            || agent.isAlive(
                address, now: .nanoseconds(now.nanoseconds), within: .nanoseconds(Limit.consent.nanoseconds))
    }

    /// Notes that nothing comes from an address any more.
    func lost(_ address: TransportAddress) {
        agent.forget(address)
    }

    /// Notes an authentic packet: as good a proof of consent as a check, and all that some clients send.
    @inline(__always)
    func heard(at now: MediaTime) {
        deadline = now + Limit.consent
    }

    /// What seals our packets; nil until the handshake is done.
    var outbound: OutboundProtection? {
        if case .secured(_, let outbound) = phase { outbound } else { nil }
    }

    var inbound: InboundProtection? {
        if case .secured(let inbound, _) = phase { inbound } else { nil }
    }

    var localFragment: String { agent.local.usernameFragment }

    func restart(local: Credentials, remote: Credentials) {
        agent.restart(local: local, remote: remote)
    }

    /// Answers a check; nil where it proved nothing.
    func receiveSTUN(_ bytes: [UInt8], from source: TransportAddress, at now: MediaTime, outbox: Outbox) -> Change? {
        let outcome = agent.receive(
            bytes, from: source, now: .nanoseconds(now.nanoseconds), authenticator: hmacSHA1(key:message:))
        switch outcome {
        case .ignore:
            return nil
        case .refuse(let answer):
            if refusals.take(at: now) { outbox.send(answer, to: source) }
            return nil
        case .answer(let answer):
            outbox.send(answer, to: source)
            if !isHandshaking { heard(at: now) }
            guard let address else {
                address = source
                deadline = now + Limit.patience
                dtls.start()
                let change = afterDTLS(at: now, outbox: outbox)
                return change == .none ? .reachable : change
            }
            guard let selected = agent.selected, selected != address else { return Change.none }
            self.address = selected
            return .moved
        }
    }

    func receiveDTLS(_ bytes: [UInt8], at now: MediaTime, outbox: Outbox) -> Change {
        dtls.receive(bytes)
        return afterDTLS(at: now, outbox: outbox)
    }

    /// Does what time demands: repeats a flight, notices that consent ended.
    func tick(at now: MediaTime, outbox: Outbox) -> Change {
        if now >= deadline {
            phase = .ended
            return .ended(.consentExpired)
        }
        guard let timeout = dtlsTimeout, now >= timeout else { return .none }
        dtls.handleTimeout()
        return afterDTLS(at: now, outbox: outbox)
    }

    /// Says goodbye to the peer.
    func close(outbox: Outbox) {
        dtls.close()
        sendHandshake(outbox: outbox)
        phase = .ended
    }

    private func afterDTLS(at now: MediaTime, outbox: Outbox) -> Change {
        sendHandshake(outbox: outbox)
        dtlsTimeout = dtls.timeout.map { now + MediaSpan.milliseconds(max(1, $0.wholeMilliseconds)) }
        switch dtls.state {
        case .handshaking:
            return dtls.earlyKeys.map(secure) ?? .none
        case .connected(let keys):
            heard(at: now)
            return secure(keys)
        case .closed:
            phase = .ended
            return .ended(.closedByPeer)
        case .failed(let error):
            phase = .ended
            return .ended(.handshakeFailed("\(error)"))
        }
    }

    private func secure(_ keys: KeyingMaterial) -> Change {
        guard case .handshaking = phase else { return .none }
        do {
            phase = .secured(
                try InboundProtection(keys.profile, master: keys.remote),
                try OutboundProtection(keys.profile, master: keys.local))
            return .secured
        } catch {
            phase = .ended
            return .ended(.handshakeFailed("\(error)"))
        }
    }

    private func sendHandshake(outbox: Outbox) {
        let datagrams = dtls.takeOutgoing()
        guard let address else { return }
        for datagram in datagrams {
            outbox.send(datagram, to: address)
        }
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
