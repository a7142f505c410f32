import ICE
import RTP
import SDP
import SFU
import SecureTransport

@testable import MediaServer
@testable import TradewindClient

/// An engine and client sessions in memory, with a clock that only moves when told: no socket, no thread.
final class Wire {
    struct Datagram {
        var bytes: [UInt8]
        var from: TransportAddress
        var to: TransportAddress
    }

    static let server = TransportAddress(ipv4: 0x0A00_0001, port: 5_000)
    static let show = RouterID("show")

    private(set) var now = MediaTime(nanoseconds: 1_000_000_000)
    let engine: Engine
    let identities = StreamIdentity.random(slots: 2)
    private let certificate: Certificate
    private let outbound: Queue
    private var toServer: [Datagram] = []
    private var clients: [TransportAddress: any LoopSession] = [:]
    private let clientIdentity: ClientIdentity
    private(set) var ended: [SessionEnd] = []
    /// Says which datagrams the path loses.
    var loses: (Datagram) -> Bool = { _ in false }

    private final class Queue {
        var datagrams: [Datagram] = []
    }

    init() throws {
        certificate = try Certificate()
        clientIdentity = try ClientIdentity(profiles: ProtectionProfile.allCases)
        let queue = Queue()
        outbound = queue
        let outbox = Outbox { burst, segment, address in
            for start in stride(from: 0, to: burst.count, by: segment) {
                let bytes = Array(burst[start..<min(start + segment, burst.count)])
                queue.datagrams.append(Datagram(bytes: bytes, from: Wire.server, to: address))
            }
            return true
        }
        engine = Engine(context: try DTLSContext(certificate: certificate), outbox: outbox)
    }

    private var wall: NTPTime { NTPTime(unixNanoseconds: 1_900_000_000_000_000_000 + now.nanoseconds) }

    /// Where a client is, counted in the order in which they came.
    static func client(_ number: Int) -> TransportAddress {
        TransportAddress(ipv4: 0x0A00_0100 + UInt32(number), port: 6_000)
    }

    func publish(
        _ settings: PublishSettings = PublishSettings(),
        report: @escaping (PublishingSession.Event) -> Void = { _ in }
    ) throws -> PublishingSession {
        let names = StreamNames(layers: settings.layers.compactMap { StreamID(rawValue: $0) })
        let proposal = SessionProposal(
            publishing: names, formats: .init(video: [.vp8], audio: settings.audio), as: clientIdentity)
        let negotiation = Negotiation(certificate: certificate, candidates: [Self.server])
        let result = try negotiation.publisher(proposal.text, isStandby: false)
        let own = Self.client(clients.count)
        try engine.open(
            publisher: result.description, as: SessionID("\(own)"), in: Self.show, identities: identities, at: now)
        let session = try PublishingSession(
            plan: try proposal.plan(for: result.answer), names: names, pacing: settings.pacing,
            context: clientIdentity.context, at: now, transmit: transmitter(own), report: report)
        clients[own] = session
        return session
    }

    func play(
        _ settings: PlaySettings = PlaySettings(), report: @escaping (PlaybackState) -> Void = { _ in }
    ) throws -> PlayingSession {
        let proposal = SessionProposal(playing: .init(video: [.vp8]), as: clientIdentity)
        let negotiation = Negotiation(certificate: certificate, candidates: [Self.server])
        let result = try negotiation.viewer(
            proposal.text, identities: identities, profile: .constrainedBaseline, viewer: nil)
        let own = Self.client(clients.count)
        try engine.open(
            viewer: result.description, as: SessionID("\(own)"), in: Self.show, identities: identities, at: now)
        let session = try PlayingSession(
            plan: try proposal.plan(for: result.answer), settings: settings, context: clientIdentity.context,
            asked: now, at: now, transmit: transmitter(own), report: report)
        clients[own] = session
        return session
    }

    private func transmitter(_ own: TransportAddress) -> ClientSession.Transmit {
        { [unowned self] bytes, address in
            toServer.append(Datagram(bytes: Array(bytes), from: own, to: address))
        }
    }

    /// Lets time pass in steps of ten milliseconds, carrying what is sent.
    func run(_ span: MediaSpan) {
        let end = now + span
        while now < end {
            now = now + .milliseconds(10)
            for session in clients.values { session.tick(at: now, wall: wall) }
            engine.tick(at: now, wall: wall)
            carry()
        }
    }

    /// Carries datagrams until both sides are silent.
    func carry() {
        while !toServer.isEmpty || !outbound.datagrams.isEmpty {
            let up = toServer
            toServer = []
            for var datagram in up where datagram.to == Self.server && !loses(datagram) {
                datagram.bytes.withUnsafeMutableBufferPointer {
                    engine.receive($0, from: datagram.from, at: now, wall: wall)
                }
            }
            // What is gathered for a moment goes as if the moment had passed.
            if let due = engine.flush(at: now) { engine.flush(at: due) }
            let down = outbound.datagrams
            outbound.datagrams = []
            for var datagram in down where !loses(datagram) {
                datagram.bytes.withUnsafeMutableBufferPointer {
                    clients[datagram.to]?.receive($0, from: datagram.from, at: now)
                }
            }
        }
        for event in engine.takeEvents() {
            if case .sessionEnded(_, _, let reason) = event { ended.append(reason) }
        }
    }
}

extension Wire.Datagram {
    var kind: DatagramKind { DatagramKind(of: bytes.span) }
    var isUp: Bool { to == Wire.server }
    var sequence: UInt16 { UInt16(bytes[2]) << 8 | UInt16(bytes[3]) }
}
