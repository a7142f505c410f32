import CongestionControl
import ICE
import RTP
import Rehearsal
import SFU
import SecureTransport

/// An engine with one show in virtual time: a host with layers, viewers behind emulated links that tell what arrived.
final class VirtualShow {
    static let frame = MediaSpan(nanoseconds: 33_333_333)
    private static let start = MediaTime(nanoseconds: 1_000_000_000)
    private static let ours = context()
    private static let theirs = context()
    private static let show = RouterID("show")

    private enum Arrival {
        case toHost([UInt8])
        case fromHost([UInt8])
        case toViewer(Int, SequenceNumber)
        case fromViewer(Int, [UInt8])
    }

    private(set) var now = VirtualShow.start
    let engine: Engine
    var host: VirtualHost
    private(set) var microphone: VirtualMicrophone?
    private(set) var viewers: [VirtualViewer] = []
    private(set) var events: [RouterEvent] = []
    private let wire: Wire
    private var line = DelayLine<Arrival>()
    private var hostEnd: VirtualEnd
    private var nextFrame = VirtualShow.start
    private var nextSound = VirtualShow.start
    /// The host's sound goes through it; the picture, and what the server says to the host, come whole.
    private var uplink: EmulatedLink

    /// What the engine sent since it was last looked at.
    private final class Wire {
        var datagrams: [(to: TransportAddress, bytes: [UInt8])] = []
    }

    /// - Parameter uplink: what the host's sound goes through, as ``LinkScript`` writes it.
    init(layers: [VirtualHost.Layer], microphone: VirtualMicrophone? = nil, uplink: String = "") throws {
        let wire = Wire()
        self.wire = wire
        engine = Engine(
            context: Self.ours,
            outbox: Outbox { bytes, segment, address in
                for start in stride(from: 0, to: bytes.count, by: segment) {
                    wire.datagrams.append((address, Array(bytes[start..<min(start + segment, bytes.count)])))
                }
                return true
            })
        host = VirtualHost(layers: layers)
        self.microphone = microphone
        self.uplink = try EmulatedLink(LinkScript(uplink), seed: 3, start: Self.start)
        hostEnd = VirtualEnd(port: 1_000, name: "hosthost")
        try engine.open(
            publisher: VirtualHost.description(
                hostEnd.transport(Self.theirs), layers: layers.count, sound: microphone?.description),
            as: SessionID("host"), in: Self.show, identities: [VirtualViewer.identity], at: now)
        try connect(&hostEnd)
    }

    /// A viewer behind a link, as ``LinkScript`` writes it, who says how much it wants before it is there.
    ///
    /// - Parameter up: its other direction, where it is not like the first.
    func join(_ link: String, up: String? = nil, lines: Int? = nil) throws {
        var end = VirtualEnd(port: 2_000 + UInt16(viewers.count), name: "viewer-\(viewers.count)")
        let id = SessionID(end.name)
        try engine.open(
            viewer: VirtualViewer.description(end.transport(Self.theirs)), as: id, in: Self.show,
            identities: [VirtualViewer.identity], at: now)
        if let lines { engine.limit(id, lines: lines, at: now) }
        try connect(&end)
        viewers.append(try VirtualViewer(end: end, down: LinkScript(link), up: LinkScript(up ?? link), at: now))
    }

    func limit(_ viewer: Int, lines: Int?) {
        engine.limit(SessionID(viewers[viewer].end.name), lines: lines, at: now)
        look()
    }

    func run(seconds: Double) {
        let end = now + MediaSpan(nanoseconds: Int64(seconds * 1e9))
        while now < end {
            now = now + .milliseconds(1)
            while now >= nextFrame {
                for packet in host.frame(at: now) { deliver(hostEnd.seal(packet), from: hostEnd.address) }
                nextFrame = nextFrame + Self.frame
            }
            while now >= nextSound {
                speak()
                nextSound = nextSound + VirtualMicrophone.interval
            }
            engine.flush(at: now)
            if now.nanoseconds % Engine.tickInterval.nanoseconds == 0 { engine.tick(at: now, wall: wall) }
            if now.nanoseconds % 2_000_000_000 == 0 { keepConsent() }
            look()
            while let arrival = line.next(by: now) { receive(arrival) }
            for position in viewers.indices {
                guard let control = viewers[position].feedback(at: now),
                    let arrival = viewers[position].up.arrival(of: control.count, at: now)
                else { continue }
                line.insert(.fromViewer(position, control), arriving: arrival)
            }
        }
    }

    private func speak() {
        guard let packet = microphone?.next() else { return }
        let datagram = hostEnd.seal(packet)
        microphone?.keep(datagram)
        if microphone?.lastArrives == true { send(datagram) }
    }

    /// Sends sound on the host's way.
    private func send(_ datagram: [UInt8]) {
        switch uplink.send(datagram.count, at: now) {
        case .once(let arrival): line.insert(.fromHost(datagram), arriving: arrival)
        case .twice(let first, let second):
            for arrival in [first, second] { line.insert(.fromHost(datagram), arriving: arrival) }
        default: break
        }
    }

    private func receive(_ arrival: Arrival) {
        switch arrival {
        case .fromHost(let bytes): deliver(bytes, from: hostEnd.address)
        case .toHost(let bytes):
            let control = hostEnd.open(bytes)
            host.receive(control, at: now)
            for datagram in microphone?.receive(control) ?? [] { send(datagram) }
        case .toViewer(let position, let number): viewers[position].arrived(number, at: now)
        case .fromViewer(let position, let bytes): deliver(bytes, from: viewers[position].end.address)
        }
    }

    private func look() {
        let datagrams = wire.datagrams
        wire.datagrams = []
        for (address, bytes) in datagrams {
            if address == hostEnd.address {
                line.insert(.toHost(bytes), arriving: now + .milliseconds(20))
            } else if let position = viewers.firstIndex(where: { $0.end.address == address }) {
                guard let number = viewers[position].sent(bytes, at: now),
                    let arrival = viewers[position].down.arrival(of: bytes.count, at: now)
                else { continue }
                line.insert(.toViewer(position, number), arriving: arrival)
            }
        }
        events += engine.takeEvents()
    }

    private func keepConsent() {
        deliver(hostEnd.check(at: now), from: hostEnd.address)
        for position in viewers.indices {
            deliver(viewers[position].end.check(at: now), from: viewers[position].end.address)
        }
    }

    // MARK: Setting up

    private var wall: NTPTime { NTPTime(unixNanoseconds: 1_700_000_000_000_000_000 + now.nanoseconds) }

    private func deliver(_ bytes: [UInt8], from source: TransportAddress) {
        var datagram = bytes
        datagram.withUnsafeMutableBufferPointer { engine.receive($0, from: source, at: now, wall: wall) }
    }

    private func connect(_ end: inout VirtualEnd) throws {
        try end.connect(context: Self.theirs, to: Self.ours, at: now) { bytes, address in
            deliver(bytes, from: address)
            engine.flush(at: now)
            defer { wire.datagrams.removeAll { $0.to == address && DatagramKind(of: $0.bytes.span) != .rtp } }
            return wire.datagrams.filter { $0.to == address }.map(\.bytes)
        }
    }

    private static func context() -> DTLSContext {
        do {
            return try DTLSContext(certificate: Certificate())
        } catch {
            preconditionFailure("a context can be made: \(error)")
        }
    }
}

extension EmulatedLink {
    /// When a datagram arrives; nil where it is lost.
    mutating func arrival(of bytes: Int, at now: MediaTime) -> MediaTime? {
        if case .once(let arrival) = send(bytes, at: now) { arrival } else { nil }
    }
}
