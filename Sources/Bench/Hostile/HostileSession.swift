internal import Foundation
internal import ICE
internal import RTP
internal import SDP
internal import SecureTransport

/// A viewer's session in an attacker's hands: it goes as far as it is told, and then says what it likes.
final class HostileSession {
    private enum Limit {
        static let setup = Duration.seconds(5)
        static let wait = Duration.milliseconds(50)
    }

    /// What came to the attacker.
    struct Received {
        var bytes = 0
        /// Of these, of packets sent again (RFC 4588).
        var repeated = 0
    }

    private let context: DTLSContext
    private let local: ICE.Credentials
    private let remote: ICE.Credentials
    private let fingerprint: SecureTransport.Fingerprint
    private let retransmission: PayloadType?
    let resource: URL
    let source: TransportAddress
    let wire: HostileWire
    /// The picture's source at the server.
    let picture: SSRC
    let sound: SSRC
    private var outbound: OutboundProtection?
    private var dtls: DTLSConnection?

    /// Asks for a session; nothing is sent to it yet.
    init(
        whep: URL, from source: TransportAddress, context: DTLSContext, over kind: BareSocket.Kind = .datagrams
    ) throws(BenchError) {
        self.context = context
        self.source = source
        local = ICE.Credentials(randomBytes: randomBytes(32))
        let offer = Self.offer(local, context)
        let response = try PlainExchange(
            method: "POST", url: whep, source: source, type: "application/sdp",
            body: Array(offer.description.description.utf8)
        ).run()
        guard response.status == 201, let location = response.headers["location"],
            let resource = URL(string: location, relativeTo: whep)?.absoluteURL
        else { throw .refused("\(response.status) \(response.code ?? "")") }
        self.resource = resource
        let answer: NegotiatedSession
        do {
            answer = try offer.negotiated(with: try SessionDescription(parsing: response.body))
        } catch {
            throw .refused("its answer cannot be read: \(error)")
        }
        remote = ICE.Credentials(
            usernameFragment: answer.remote.credentials.userFragment, password: answer.remote.credentials.password)
        let spoken = answer.remote.fingerprints.lazy.compactMap {
            SecureTransport.Fingerprint(algorithm: $0.algorithm, bytes: $0.digest)
        }
        guard let fingerprint = spoken.first, let server = AnswerText.server(in: response.body),
            let picture = answer.track(.video)?.streams.first?.ssrc,
            let sound = answer.track(.audio)?.streams.first?.ssrc
        else { throw .refused("its answer lacks a fingerprint, a candidate or streams") }
        self.fingerprint = fingerprint
        self.picture = picture
        self.sound = sound
        retransmission = answer.track(.video)?.formats.first?.retransmission
        wire = try HostileWire(kind, from: source, to: server)
    }

    /// The text of an attacker's offer for picture and sound.
    static func offer() throws(BenchError) -> String {
        offer(ICE.Credentials(randomBytes: randomBytes(32)), try HostileContext.make()).description.description
    }

    private static func offer(_ credentials: ICE.Credentials, _ context: DTLSContext) -> PlayOffer {
        guard
            let spoken = IceCredentials(
                userFragment: credentials.usernameFragment, password: credentials.password)
        else { preconditionFailure("ICE credentials of ours are not in the alphabet of RFC 8839") }
        return PlayOffer(
            local: LocalTransport(
                session: randomBytes(7).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }, credentials: spoken,
                fingerprint: SDP.Fingerprint(sha256: context.certificate.fingerprint.bytes), candidates: [],
                isIceLite: false, roles: [.client]),
            formats: OfferedFormats(video: [.vp8], audio: true))
    }

    // MARK: Coming in

    /// Proves the session's address to the server; false where it does not answer.
    func check() -> Bool {
        var agent = ControllingAgent(
            local: local, remote: remote, randomBytes: randomBytes(8), now: CurrentThread.now())
        let due = CurrentThread.now() + Limit.setup
        while CurrentThread.now() < due {
            if let check = agent.check(now: CurrentThread.now(), authenticator: hmacSHA1(key:message:)) {
                wire.send(check)
            }
            for answer in wire.receive(within: Limit.wait)
            where agent.receive(answer, now: CurrentThread.now(), authenticator: hmacSHA1(key:message:)) {
                return true
            }
        }
        return false
    }

    /// Checks, and agrees on keys: media comes from now on.
    func connect() throws(BenchError) {
        guard check() else { throw .refused("the media port does not answer") }
        let keys: KeyingMaterial
        do throws(SecureTransportError) {
            keys = try handshake()
            outbound = try OutboundProtection(keys.profile, master: keys.local)
        } catch {
            throw .cryptography("\(error)")
        }
    }

    private func handshake() throws(SecureTransportError) -> KeyingMaterial {
        let dtls = try DTLSConnection(context: context, role: .client, fingerprint: fingerprint)
        self.dtls = dtls
        dtls.start()
        let due = CurrentThread.now() + Limit.setup
        while CurrentThread.now() < due {
            for datagram in dtls.takeOutgoing() { wire.send(datagram) }
            for datagram in wire.receive(within: Limit.wait) where DatagramKind(of: datagram.span) == .dtls {
                dtls.receive(datagram)
            }
            switch dtls.state {
            case .handshaking: if dtls.timeout == .zero { dtls.handleTimeout() }
            case .connected(let keys):
                for datagram in dtls.takeOutgoing() { wire.send(datagram) }
                return keys
            case .failed(let error): throw error
            case .closed: throw .fingerprintMismatch
            }
        }
        throw .noProtectionProfile
    }

    /// Whether a packet of media comes soon.
    func hasMedia(within wait: Duration) -> Bool {
        let due = CurrentThread.now() + wait
        while case let left = due - CurrentThread.now(), left > .zero {
            if wire.receive(within: left).contains(where: { DatagramKind(of: $0.span) == .rtp }) { return true }
        }
        return false
    }

    /// Tells the server that it leaves (DTLS `close_notify`).
    func sayGoodbye() {
        dtls?.close()
        for datagram in dtls?.takeOutgoing() ?? [] { wire.send(datagram) }
    }

    // MARK: Saying what it likes

    /// Seals RTCP with the session's keys, so that the server takes it for its viewer's; sends it and tells its length.
    @discardableResult
    func sendControl(_ write: (inout RTCPWriter, inout MutableSpan<UInt8>) -> Void) -> Int {
        guard let outbound else { return 0 }
        var room = [UInt8](repeating: 0, count: 1_400 + OutboundProtection.maximumOverhead)
        var writer = RTCPWriter()
        var span = room.mutableSpan
        write(&writer, &span)
        return sendControl(&room, writer.length, outbound)
    }

    /// Seals and sends plain RTCP that the attacker wrote by hand.
    @discardableResult
    func sendControl(_ plain: [UInt8]) -> Int {
        guard let outbound else { return 0 }
        var room = plain + [UInt8](repeating: 0, count: OutboundProtection.maximumOverhead)
        return sendControl(&room, plain.count, outbound)
    }

    private func sendControl(_ room: inout [UInt8], _ length: Int, _ outbound: OutboundProtection) -> Int {
        let sealed = room.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { outbound.sealRTCP(at: $0, length: length) } ?? 0
        }
        wire.send(Array(room[..<sealed]))
        return sealed
    }

    /// Empties the socket; what came is counted by its clear headers.
    func drain() -> Received {
        var received = Received()
        while case let datagrams = wire.receive(within: .zero), !datagrams.isEmpty {
            for datagram in datagrams {
                received.bytes += datagram.count
                guard DatagramKind(of: datagram.span) == .rtp, datagram.count > 1,
                    PayloadType(lowBitsOf: datagram[1]) == retransmission
                else { continue }
                received.repeated += datagram.count
            }
        }
        return received
    }
}
