import ICE
import RTP
import Rehearsal
import SFU
import SecureTransport

/// A show in virtual time that is thin enough to last for hours: a host whose clocks drift, and one viewer who measures.
final class LipSyncShow {
    /// How often the host reports on a stream, and how long what it sends is on its way, in the order in which it was sent.
    struct Way {
        var picture = MediaSpan.seconds(1)
        var sound = MediaSpan.seconds(1)
        var delay: (MediaTime) -> MediaSpan = { _ in .milliseconds(20) }
    }

    /// Five of the engine's beats, so that a report goes to the viewer every five seconds.
    private static let step = MediaSpan.milliseconds(50)
    private static let show = RouterID("show")

    private(set) var now = MediaTime(nanoseconds: 1_000_000_000)
    var host: DriftingHost
    /// What the viewer would make of what it got.
    private(set) var line = DriftLine(limit: .milliseconds(40))
    private let way: Way
    private var latest = MediaTime(nanoseconds: 0)
    private let engine: Engine
    private let wire = Wire()
    private let (ours, theirs): (DTLSContext, DTLSContext)
    private var hostEnd = VirtualEnd(port: 1_000, name: "hosthost")
    private var viewerEnd = VirtualEnd(port: 2_000, name: "viewer-0")
    private var underWay = DelayLine<[UInt8]>()
    private var meter = DriftMeter()

    /// What the engine sent since it was last looked at.
    private final class Wire {
        var datagrams: [(to: TransportAddress, bytes: [UInt8])] = []
    }

    /// - Parameter isGuest: whether who publishes is on the stage, in the second slot.
    init(_ drift: DriftingHost.Drift, _ way: Way = Way(), isGuest: Bool = false) throws {
        host = DriftingHost(drift)
        self.way = way
        ours = try DTLSContext(certificate: Certificate())
        theirs = try DTLSContext(certificate: Certificate())
        let wire = wire
        engine = Engine(
            context: ours,
            outbox: Outbox { bytes, segment, address in
                for start in stride(from: 0, to: bytes.count, by: segment) {
                    wire.datagrams.append((address, Array(bytes[start..<min(start + segment, bytes.count)])))
                }
                return true
            })
        var publisher = VirtualHost.description(
            hostEnd.transport(theirs), layers: 1, sound: VirtualMicrophone(earlier: 0).description)
        publisher.name = "somebody"
        publisher.slot = isGuest ? nil : 1
        let first = StreamIdentity(
            video: SSRC(rawValue: 20), videoRetransmission: SSRC(rawValue: 21), videoProtection: SSRC(rawValue: 23),
            audio: SSRC(rawValue: 22), canonicalName: "first")
        let identities = isGuest ? [first, VirtualViewer.identity] : [VirtualViewer.identity]
        try engine.open(
            publisher: publisher, as: SessionID("host"), in: Self.show, identities: identities, at: now)
        try connect(&hostEnd)
        let plan = StagePlan(performers: isGuest ? [.init("somebody", slot: 2)] : [])
        engine.follow(plan, in: Self.show, at: now, wall: wall)
        var description = VirtualViewer.description(viewerEnd.transport(theirs))
        // It tells nothing of what arrives: a way that is never too narrow.
        description.extensions = ViewerExtensions()
        description.slots = Array(repeating: description.slots[0], count: identities.count)
        try engine.open(
            viewer: description, as: SessionID("viewer"), in: Self.show, identities: identities, at: now)
        try connect(&viewerEnd)
    }

    /// Lets the host tell of both streams; what was measured before does not count: arrival stood for capture.
    func settle() {
        run(seconds: 15)
        line = DriftLine(limit: .milliseconds(40))
    }

    func run(seconds: Int64) {
        let end = now + .seconds(seconds)
        while now < end {
            now = now + Self.step
            if isTime(.milliseconds(500)) {
                send(hostEnd.seal(host.picturePacket(at: now)))
                send(hostEnd.seal(host.soundPacket(at: now)))
            }
            report(.video, every: way.picture)
            report(.audio, every: way.sound)
            while let datagram = underWay.next(by: now) { deliver(datagram, from: hostEnd.address) }
            if isTime(.seconds(2)) {
                for end in [hostEnd, viewerEnd] { deliver(end.check(at: now), from: end.address) }
            }
            engine.flush(at: now)
            engine.tick(at: now, wall: wall)
            look()
        }
    }

    private func isTime(_ interval: MediaSpan) -> Bool { now.nanoseconds % interval.nanoseconds == 0 }

    private func report(_ kind: MediaKind, every interval: MediaSpan) {
        guard isTime(interval) else { return }
        send(hostEnd.seal(host.report(of: kind, at: now), isControl: true))
    }

    private func send(_ datagram: [UInt8]) {
        latest = max(latest, now + way.delay(now))
        underWay.insert(datagram, arriving: latest)
    }

    private func look() {
        let datagrams = wire.datagrams
        wire.datagrams.removeAll(keepingCapacity: true)
        for (address, datagram) in datagrams where address == viewerEnd.address {
            let bytes = viewerEnd.open(datagram)
            switch DatagramKind(of: datagram.span) {
            case .rtp: arrived(bytes)
            case .rtcp: readReports(bytes)
            default: break
            }
        }
    }

    private func arrived(_ bytes: [UInt8]) {
        guard let header = PacketHeader(parsing: bytes.span), header.payload.count > 8 else { return }
        let captured = bytes[header.payload].suffix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        let isPicture = header.ssrc == VirtualViewer.identity.video
        meter.arrived(isPicture ? .video : .audio, header.timestamp, capturedAt: Int64(bitPattern: captured))
        if !isPicture, let distance = meter.distance { line.add(distance, at: now) }
    }

    private func readReports(_ bytes: [UInt8]) {
        var reader = RTCPReader()
        while let packet = reader.next(in: bytes.span) {
            guard case .senderReport(let report) = packet else { continue }
            meter.reported(
                report.ssrc == VirtualViewer.identity.video ? .video : .audio, report.timestamp, wall: report.ntp)
        }
    }

    // MARK: Setting up

    private var wall: NTPTime { NTPTime(unixNanoseconds: 1_700_000_000_000_000_000 + now.nanoseconds) }

    private func deliver(_ bytes: [UInt8], from source: TransportAddress) {
        var datagram = bytes
        datagram.withUnsafeMutableBufferPointer { engine.receive($0, from: source, at: now, wall: wall) }
    }

    private func connect(_ end: inout VirtualEnd) throws {
        try end.connect(context: theirs, to: ours, at: now) { bytes, address in
            deliver(bytes, from: address)
            engine.flush(at: now)
            defer { wire.datagrams.removeAll() }
            return wire.datagrams.filter { $0.to == address }.map(\.bytes)
        }
    }
}
