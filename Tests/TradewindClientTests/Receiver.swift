import ICE
import RTP
import SDP
import SecureTransport
import Testing

@testable import TradewindClient

/// A publishing session and a far end that opens its packets, in memory: it forwards nothing.
final class Receiver {
    struct Packet {
        var header: PacketHeader
        var labels: [HeaderExtensionURI: String]
        var payload: [UInt8]
    }

    private final class Wire {
        var toReceiver: [[UInt8]] = []
        var events: [PublishingSession.Event] = []
    }

    private static let address = TransportAddress(ipv4: 0x0A00_0001, port: 5_000)
    static let ssrc = SSRC(rawValue: 7)
    private static let source = TransportAddress(ipv4: 0x0A00_0100, port: 6_000)

    let session: PublishingSession
    /// What came, in the order in which it was sent.
    private(set) var packets: [Packet] = []
    private(set) var reports: [SenderReport] = []
    private let wire = Wire()
    private let dtls: DTLSConnection
    private let extensions: NegotiatedExtensions
    private var agent: LiteAgent
    private var keys: (inbound: InboundProtection, outbound: OutboundProtection)?
    private var now = MediaTime(nanoseconds: 1_000_000_000)

    /// - Parameter changing: changes the answer before the session reads it.
    init(_ settings: PublishSettings, changing: (String) -> String = { $0 }) throws {
        let identity = try ClientIdentity(profiles: ProtectionProfile.allCases)
        let names = StreamNames(layers: settings.layers.compactMap { StreamID(rawValue: $0) })
        let proposal = SessionProposal(publishing: names, formats: OfferedFormats(video: [.vp8]), as: identity)
        let certificate = try Certificate()
        let local = Credentials(randomBytes: randomBytes(32))
        let answer = try IngestAnswer(
            to: SessionDescription(parsing: proposal.text), from: try Self.transport(local, certificate))
        let wire = wire
        session = try PublishingSession(
            plan: try proposal.plan(for: changing(answer.description.description)), names: names,
            pacing: settings.pacing, context: identity.context, at: now,
            transmit: { bytes, _ in wire.toReceiver.append(Array(bytes)) }, report: { wire.events.append($0) })
        extensions = try #require(answer.session.track(.video)).extensions
        let remote = answer.session.remote.credentials
        agent = LiteAgent(
            local: local, remote: Credentials(usernameFragment: remote.userFragment, password: remote.password))
        dtls = try DTLSConnection(
            context: DTLSContext(certificate: certificate), role: .server,
            fingerprint: identity.context.certificate.fingerprint)
        run(.milliseconds(100))
        guard case .connected(let secrets) = dtls.state else { throw ClientError.unusableAnswer("\(dtls.state)") }
        keys = (
            try InboundProtection(secrets.profile, master: secrets.remote),
            try OutboundProtection(secrets.profile, master: secrets.local)
        )
    }

    private static func transport(_ own: Credentials, _ certificate: Certificate) throws -> LocalTransport {
        LocalTransport(
            session: 1,
            credentials: try #require(IceCredentials(userFragment: own.usernameFragment, password: own.password)),
            fingerprint: SDP.Fingerprint(sha256: certificate.fingerprint.bytes),
            candidates: [IceCandidate(foundation: "1", priority: 1, address: "10.0.0.1", port: 5_000)])
    }

    /// The layers, by position, of which the session asked for key frames.
    var keyFrameRequests: [Int] {
        wire.events.compactMap { if case .keyFrameRequested(let layer) = $0 { layer } else { nil } }
    }

    /// The packets of a layer, without its repairs.
    func packets(_ layer: String) -> [Packet] {
        packets.filter { $0.labels[.rid] == layer }
    }

    /// Sends a frame and opens what comes of it.
    func send(_ frame: VideoFrame, layer: Int = 0) {
        session.send(frame, layer: layer, at: now)
        carry()
    }

    /// Lets time pass in steps of ten milliseconds.
    func run(_ span: MediaSpan) {
        let end = now + span
        while now < end {
            now = now + .milliseconds(10)
            session.tick(at: now, wall: NTPTime(unixNanoseconds: 1_900_000_000_000_000_000 + now.nanoseconds))
            carry()
        }
    }

    /// Sends control to the session.
    func send(_ write: (inout RTCPWriter, inout MutableSpan<UInt8>) -> Void) throws {
        let outbound = try #require(keys).outbound
        var bytes = [UInt8](repeating: 0, count: 256)
        var span = bytes.mutableSpan
        var writer = RTCPWriter()
        write(&writer, &span)
        let length = bytes.withUnsafeMutableBytes { buffer in
            buffer.baseAddress.map { outbound.sealRTCP(at: $0, length: writer.length) }
        }
        deliver(Array(bytes[..<(try #require(length))]))
    }

    /// Says that a picture of a source was lost.
    func sendPictureLoss(of media: SSRC) throws {
        try send { writer, span in
            _ = writer.appendPictureLoss(FeedbackSources(sender: Self.ssrc, media: media), into: &span)
        }
    }

    private func deliver(_ datagram: [UInt8]) {
        var datagram = datagram
        datagram.withUnsafeMutableBufferPointer { session.receive($0, from: Self.address, at: now) }
        carry()
    }

    private func carry() {
        while !wire.toReceiver.isEmpty { receive(wire.toReceiver.removeFirst()) }
    }

    private func receive(_ datagram: [UInt8]) {
        switch DatagramKind(of: datagram.span) {
        case .stun:
            let outcome = agent.receive(
                datagram, from: Self.source, now: .zero, authenticator: hmacSHA1(key:message:))
            if case .answer(let answer) = outcome { deliver(answer) }
        case .dtls:
            dtls.receive(datagram)
            for answer in dtls.takeOutgoing() { deliver(answer) }
        case .rtp: open(media: datagram)
        case .rtcp: open(control: datagram)
        case .unknown: Issue.record("The session sent something unknown")
        }
    }

    private func open(media datagram: [UInt8]) {
        var bytes = datagram
        guard let inbound = keys?.inbound, let headerLength = PacketHeader.length(ofSealed: bytes.span),
            let length = try? bytes.withUnsafeMutableBytes({ try inbound.openRTP($0, headerLength: headerLength) }),
            case let plain = Array(bytes[..<length]), let header = PacketHeader(parsing: plain.span)
        else { return }
        var labels: [HeaderExtensionURI: String] = [:]
        for uri in [HeaderExtensionURI.mid, .rid, .repairedRID] {
            let place = extensions[uri].flatMap { header.extensions.find($0, in: plain.span) }
            labels[uri] = place.map { String(decoding: plain[$0], as: UTF8.self) }
        }
        packets.append(Packet(header: header, labels: labels, payload: Array(plain[header.payload])))
    }

    private func open(control datagram: [UInt8]) {
        var bytes = datagram
        guard let inbound = keys?.inbound, let length = try? bytes.withUnsafeMutableBytes({ try inbound.openRTCP($0) })
        else { return }
        var reader = RTCPReader()
        let plain = Array(bytes[..<length])
        while let packet = reader.next(in: plain.span) {
            if case .senderReport(let report) = packet { reports.append(report) }
        }
    }
}
