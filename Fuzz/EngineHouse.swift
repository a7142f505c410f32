import ICE
import RTP
import SFU
import SecureTransport

/// An engine with one show, whose host and viewer have their keys.
final class EngineHouse {
    /// A client at the far end, with what it needs to send.
    struct Peer {
        var address: TransportAddress
        let server: Credentials
        let client: Credentials
        var agent: ControllingAgent
        var outbound: OutboundProtection?
        var indices: [UInt32: UInt64] = [:]
    }

    /// What went out since the last look, by destination.
    private final class Wire {
        var datagrams: [(to: TransportAddress, bytes: [UInt8])] = []
    }

    var host: Peer
    var viewer: Peer
    var inputs = 0
    private(set) var isOver = false
    private let engine: Engine
    private let wire: Wire
    private var now = MediaTime(nanoseconds: 1_000_000_000)
    /// When the peers' consent was last renewed between two inputs.
    private var kept = MediaTime(nanoseconds: 1_000_000_000)
    private static let stranger = TransportAddress(ipv4: 0xC633_6401, port: 9)
    private static let ours = context()
    private static let theirs = context()
    private static let show = RouterID("show")

    init() {
        let wire = Wire()
        self.wire = wire
        let outbox = Outbox { bytes, segment, address in
            for start in stride(from: 0, to: bytes.count, by: segment) {
                let datagram = bytes[start..<min(start + segment, bytes.count)]
                wire.datagrams.append((address, Array(datagram)))
            }
            return true
        }
        engine = Engine(context: Self.ours, outbox: outbox)
        host = Self.peer("hosthost", port: 1_000)
        viewer = Self.peer("viewview", port: 3_000)
        do {
            try engine.open(
                publisher: Self.publisher(host), as: SessionID("host"), in: Self.show, identities: [Self.identity],
                at: now)
            try engine.open(
                viewer: Self.viewer(viewer), as: SessionID("viewer"), in: Self.show, identities: [Self.identity],
                at: now)
        } catch {
            preconditionFailure("sessions can be opened: \(error)")
        }
        connect(\.host)
        connect(\.viewer)
    }

    // MARK: What comes in

    func receive(_ bytes: [UInt8], from source: TransportAddress) {
        var datagram = bytes
        datagram.withUnsafeMutableBufferPointer { engine.receive($0, from: source, at: now, wall: wall) }
        engine.flush(at: now)
        look()
    }

    /// Nobody knows this address: it may get one small answer, or none.
    func receiveFromStranger(_ bytes: [UInt8]) {
        receive(bytes, from: Self.stranger)
    }

    /// A check with the right password, from another port of the peer's if told so.
    func check(isHost: Bool, move: UInt8) {
        let path = isHost ? \EngineHouse.host : \EngineHouse.viewer
        let old = self[keyPath: path].address
        self[keyPath: path].address = TransportAddress(ipv4: old.ipv4Bits, port: old.port & 0xFF00 | UInt16(move))
        self[keyPath: path].agent = Self.agent(self[keyPath: path], now: now)
        guard
            let check = self[keyPath: path].agent.check(
                now: .nanoseconds(now.nanoseconds), authenticator: hmacSHA1)
        else { preconditionFailure("a new agent checks at once") }
        receive(check, from: self[keyPath: path].address)
    }

    /// A packet the host has sealed: a whole one, or the payload of one of a kind.
    func sendMedia(_ part: [UInt8], kind: UInt8, skip: UInt8) {
        var packet = part
        if kind & 1 == 0 {
            let types: [UInt8] = [96, 97, 98, 111, 63, 96, 97, 98]
            let ssrcs: [UInt8] = [1, 2, 1, 3, 3, 17, 18, 17]
            let choice = Int(kind >> 2 & 7)
            packet = [0x90, types[choice] | (kind & 2) << 6, 0, 0, 0, 0, skip, 0, 0, 0, 0, ssrcs[choice]]
            // The layer it is of, in an element of one byte (RFC 8285, section 4.2).
            packet += [0xBE, 0xDE, 0, 1, 0x20, Array("qh".utf8)[choice / 5], 0, 0] + part
        }
        guard packet.count <= 1_500, let header = PacketHeader(parsing: packet.span) else { return }
        let ssrc = header.ssrc.rawValue
        let index = (host.indices[ssrc] ?? 0) + 1 + UInt64(skip % 16 == 15 ? Int(skip) * 100 : Int(skip % 4))
        host.indices[ssrc] = index
        packet[2] = UInt8(truncatingIfNeeded: index >> 8)
        packet[3] = UInt8(truncatingIfNeeded: index)
        var sealed = packet + [UInt8](repeating: 0, count: OutboundProtection.maximumOverhead)
        let length = sealed.withUnsafeMutableBytes { room in
            guard let base = room.baseAddress, let outbound = host.outbound else {
                preconditionFailure("the host has keys")
            }
            return outbound.sealRTP(
                at: base, headerLength: header.length,
                payload: UnsafeRawBufferPointer(rebasing: room[header.length..<packet.count]), ssrc: ssrc, index: index)
        }
        receive(Array(sealed[..<length]), from: host.address)
    }

    /// A report or a request that one of the two has sealed.
    func sendControl(_ part: [UInt8], isHost: Bool) {
        guard part.count >= 8, part.count <= 1_500 else { return }
        let peer = isHost ? host : viewer
        var sealed = part + [UInt8](repeating: 0, count: OutboundProtection.maximumOverhead)
        let length = sealed.withUnsafeMutableBytes { room in
            guard let base = room.baseAddress, let outbound = peer.outbound else {
                preconditionFailure("both have keys")
            }
            return outbound.sealRTCP(at: base, length: part.count)
        }
        receive(Array(sealed[..<length]), from: peer.address)
    }

    /// Checks of both peers when time has passed since the last ones: a house costs as much as a hundred inputs.
    func keepConsent() {
        guard now.nanoseconds - kept.nanoseconds > 5_000_000_000 else { return }
        kept = now
        for isHost in [true, false] { check(isHost: isHost, move: 0) }
    }

    func limit(lines: Int?) {
        engine.limit(SessionID("viewer"), lines: lines, at: now)
        look()
    }

    func pass(milliseconds: Int64) {
        now = now + .milliseconds(milliseconds)
        engine.tick(at: now, wall: wall)
        look()
        _ = engine.currentStatistics()
        _ = engine.health(of: Self.show)
    }

    // MARK: What must hold

    private func look() {
        var toStrangers = 0
        var sum = 0
        for (address, bytes) in wire.datagrams {
            precondition(bytes.count <= Outbox.Limit.datagram, "a datagram has the length of one")
            sum += bytes.count
            if address != host.address, address != viewer.address {
                toStrangers += 1
                precondition(address.port != Self.stranger.port || bytes.count <= 128, "a stranger gets little")
            }
        }
        precondition(toStrangers <= 1, "a stranger gets one answer to one datagram")
        // A joining viewer's replay, and what else one datagram or tick may bring.
        precondition(sum <= 2 * 1_024 * 1_024, "one datagram brings a bounded answer")
        wire.datagrams.removeAll(keepingCapacity: true)
        for case .sessionEnded(_, _, let reason) in engine.takeEvents() {
            precondition(reason == .consentExpired, "nobody without keys ends a session: \(reason)")
            isOver = true
        }
    }

    // MARK: Setting up

    private var wall: NTPTime { NTPTime(unixNanoseconds: 1_700_000_000_000_000_000 + now.nanoseconds) }

    private func connect(_ path: ReferenceWritableKeyPath<EngineHouse, Peer>) {
        let client: DTLSConnection
        do {
            client = try DTLSConnection(
                context: Self.theirs, role: .client, fingerprint: Self.ours.certificate.fingerprint)
        } catch {
            preconditionFailure("a client can be made: \(error)")
        }
        let address = self[keyPath: path].address
        guard
            let check = self[keyPath: path].agent.check(
                now: .nanoseconds(now.nanoseconds), authenticator: hmacSHA1)
        else { preconditionFailure("a new agent checks at once") }
        deliver(check, from: address)
        client.start()
        for _ in 0..<8 {
            for datagram in client.takeOutgoing() { deliver(datagram, from: address) }
            for (to, datagram) in wire.datagrams where to == address { client.receive(datagram) }
            wire.datagrams = []
        }
        guard case .connected(let keys) = client.state else { preconditionFailure("our own sides agree") }
        do {
            self[keyPath: path].outbound = try OutboundProtection(keys.profile, master: keys.local)
        } catch {
            preconditionFailure("keys can be used: \(error)")
        }
        _ = engine.takeEvents()
    }

    private func deliver(_ bytes: [UInt8], from source: TransportAddress) {
        var datagram = bytes
        datagram.withUnsafeMutableBufferPointer { engine.receive($0, from: source, at: now, wall: wall) }
        engine.flush(at: now)
    }

    private static func context() -> DTLSContext {
        do {
            return try DTLSContext(certificate: Certificate())
        } catch {
            preconditionFailure("a context can be made: \(error)")
        }
    }

    private static func peer(_ name: String, port: UInt16) -> Peer {
        let server = Credentials(usernameFragment: name, password: "0123456789abcdefghijkl")
        let client = Credentials(usernameFragment: "peer", password: "lkjihgfedcba9876543210")
        return Peer(
            address: TransportAddress(ipv4: 0xC000_0201, port: port), server: server, client: client,
            agent: ControllingAgent(
                local: client, remote: server, randomBytes: Array(0..<8), now: .seconds(1)))
    }

    private static func agent(_ peer: Peer, now: MediaTime) -> ControllingAgent {
        ControllingAgent(
            local: peer.client, remote: peer.server, randomBytes: Array(0..<8), now: .nanoseconds(now.nanoseconds))
    }

    private static func transport(_ peer: Peer) -> TransportDescription {
        TransportDescription(
            local: peer.server, remote: peer.client, fingerprint: theirs.certificate.fingerprint)
    }

    private static let identity = StreamIdentity(
        video: SSRC(rawValue: 10), videoRetransmission: SSRC(rawValue: 11),
        videoProtection: SSRC(rawValue: 13), audio: SSRC(rawValue: 12), canonicalName: "show")

    private static func publisher(_ peer: Peer) -> PublisherDescription {
        func type(_ number: UInt8) -> PayloadType { PayloadType(lowBitsOf: number) }
        return PublisherDescription(
            transport: transport(peer),
            streams: [
                PublisherDescription.Stream(
                    kind: .video, codecs: [type(96): .vp8, type(98): .h264], retransmissions: [type(97): type(96)],
                    ssrc: nil, retransmissionSSRC: nil, acceptsNACK: true, layers: ["q", "h"]),
                PublisherDescription.Stream(
                    kind: .audio, codecs: [type(111): .opus], retransmissions: [:], redundancies: [type(63): type(111)],
                    ssrc: nil, retransmissionSSRC: nil, acceptsNACK: true),
            ],
            extensions: PublisherExtensions(
                transportSequence: HeaderExtensionID(rawValue: 3), orientation: HeaderExtensionID(rawValue: 4),
                layer: HeaderExtensionID(rawValue: 2), repairedLayer: HeaderExtensionID(rawValue: 1),
                dependencyDescriptor: HeaderExtensionID(rawValue: 6)),
            isStandby: false)
    }

    private static func viewer(_ peer: Peer) -> ViewerDescription {
        func type(_ number: UInt8) -> PayloadType { PayloadType(lowBitsOf: number) }
        return ViewerDescription(
            transport: transport(peer),
            slots: [
                ViewerDescription.Slot(
                    formats: [
                        ViewerDescription.Format(codec: .vp8, payloadType: type(96), retransmission: type(97)),
                        ViewerDescription.Format(codec: .h264, payloadType: type(98), retransmission: type(99)),
                        ViewerDescription.Format(
                            codec: .opus, payloadType: type(111), retransmission: nil, redundancy: type(63)),
                    ],
                    protection: type(49))
            ],
            extensions: ViewerExtensions(
                orientation: HeaderExtensionID(rawValue: 4), transportSequence: HeaderExtensionID(rawValue: 3),
                playoutDelay: HeaderExtensionID(rawValue: 5)),
            viewer: "fuzz")
    }
}
