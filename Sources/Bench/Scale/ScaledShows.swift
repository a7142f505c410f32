internal import CAllocations
internal import CDatagram
internal import ICE
internal import PacketIO
internal import RTP
internal import Rehearsal
internal import SFU
internal import SecureTransport

/// Shows with hosts in memory, on one engine or two, whose viewers are sockets on loopback.
///
/// Time is made up: a frame is a thirtieth of a second, however long it takes.
final class ScaledShows {
    private static let frame = MediaSpan(nanoseconds: 1_000_000_000 / Int64(ShowTraffic.framesPerSecond))
    /// Seconds of made-up time after which everybody says that it is still there.
    private static let consent = 5
    fileprivate static let loopback = TransportAddress(ipv4: 0x7F00_0001, port: 0)
    private static let start = MediaTime(nanoseconds: 1_000_000_000)

    /// A host with its datagrams, sealed before anything is measured.
    private struct Host {
        var end: VirtualEnd
        var picture: VirtualHost? = VirtualHost(layers: [VirtualHost.Layer(lines: 720, kilobits: 1_300)])
        var microphone = VirtualMicrophone(earlier: 0)
        /// For each frame.
        var datagrams: [[[UInt8]]] = []
    }

    private let ours: DTLSContext
    private let theirs: DTLSContext
    private let engines: [Engine]
    private let wire: ScaleWire
    private let sockets: [DatagramSocket]
    private let audience: DrainedSockets
    private var hosts: [Host] = []
    private var viewers: [(end: VirtualEnd, worker: Int)] = []

    init(_ size: ScaleSize, isDrained: Bool) throws {
        (ours, theirs) = (try DTLSContext(certificate: Certificate()), try DTLSContext(certificate: Certificate()))
        wire = ScaleWire()
        let wire = wire
        let ours = ours
        let sockets = try (0..<size.workers).map { _ in
            try DatagramSocket(
                bindingTo: Self.loopback, buffer: DatagramSocket.Limit.serverBuffer)
        }
        self.sockets = sockets
        engines = zip(RelayEnds.connecting((0..<size.workers).map { _ in {} }), sockets).map { relay, socket in
            Engine(
                context: ours,
                outbox: Outbox { burst, segment, address in wire.take(burst, segment, address, socket) }, relay: relay)
        }
        audience = try DrainedSockets(count: size.shows * size.viewers, core: 1, isDrained: isDrained)
        for show in 0..<size.shows { try size.speakers > 0 ? openVoiceRoom(size) : open(show, size) }
        wire.isConnecting = false
    }

    func stop() {
        audience.stop()
    }

    private static let identities = (0..<UInt32(3)).map { slot in
        StreamIdentity(
            video: SSRC(rawValue: 10 + 10 * slot), videoRetransmission: SSRC(rawValue: 11 + 10 * slot),
            videoProtection: SSRC(rawValue: 13 + 10 * slot), audio: SSRC(rawValue: 12 + 10 * slot),
            canonicalName: "slot-\(slot)")
    }

    /// A room of people who talk, of whom the three loudest are heard.
    private func openVoiceRoom(_ size: ScaleSize) throws {
        let show = RouterID("voice")
        for place in 0..<size.speakers {
            var speaker = Host(end: VirtualEnd(port: UInt16(place + 1), name: "speaker-\(place)"), picture: nil)
            var description = VirtualHost.description(
                speaker.end.transport(theirs), layers: 1, sound: speaker.microphone.description)
            description.streams.removeFirst()
            description.extensions.audioLevel = HeaderExtensionID(rawValue: 1)
            description.name = speaker.end.name
            try engines[0].open(
                publisher: description, as: SessionID(speaker.end.name), in: show, identities: Self.identities,
                at: Self.start)
            try connect(&speaker.end, to: engines[0])
            hosts.append(speaker)
        }
        let plan = StagePlan(performers: hosts.map { .init($0.end.name, slot: nil) }, loudest: 3)
        engines[0].follow(plan, in: show, at: Self.start, wall: Self.wall(Self.start))
        try join(show, number: 0, size)
    }

    private func open(_ number: Int, _ size: ScaleSize) throws {
        let show = RouterID("show-\(number)")
        let identities = Self.identities
        for (worker, engine) in engines.enumerated().dropFirst() {
            engine.openBranch(of: show, identities: identities, channel: number, from: 0)
            engines[0].beginBranch(of: show, identities: identities, channel: number, to: worker)
        }
        var host = Host(end: VirtualEnd(port: UInt16(number + 1), name: "host-\(number)"))
        let description = VirtualHost.description(
            host.end.transport(theirs), layers: 1, sound: host.microphone.description)
        try engines[0].open(
            publisher: description, as: SessionID(host.end.name), in: show, identities: identities, at: Self.start)
        try connect(&host.end, to: engines[0])
        hosts.append(host)
        try join(show, number: number, size)
    }

    private func join(_ show: RouterID, number: Int, _ size: ScaleSize) throws {
        for place in 0..<size.viewers {
            let worker = place % engines.count
            let port = audience.addresses[number * size.viewers + place].port
            var end = VirtualEnd(at: Self.viewer(at: port), name: "viewer-\(number)-\(place)")
            try engines[worker].open(
                viewer: Self.viewer(end.transport(theirs), hearing: size.speakers > 0 ? 3 : 0),
                as: SessionID(end.name), in: show, identities: Self.identities, at: Self.start)
            try connect(&end, to: engines[worker])
            viewers.append((end, worker))
        }
    }

    private static func viewer(at port: UInt16) -> TransportAddress {
        TransportAddress(ipv4: 0x7F00_0001, port: port)
    }

    /// - Parameter hearing: how many sounds, and no picture; 0 for a picture with its sound.
    private static func viewer(_ transport: TransportDescription, hearing: Int) -> ViewerDescription {
        func type(_ number: UInt8) -> PayloadType { PayloadType(lowBitsOf: number) }
        let sound = ViewerDescription.Format(codec: .opus, payloadType: type(111), retransmission: nil)
        let picture = ViewerDescription.Format(codec: .vp8, payloadType: type(96), retransmission: type(97))
        return ViewerDescription(
            transport: transport,
            slots: hearing > 0
                ? Array(repeating: ViewerDescription.Slot(formats: [sound]), count: hearing)
                : [ViewerDescription.Slot(formats: [picture, sound])],
            extensions: ViewerExtensions(), viewer: nil)
    }

    private func connect(_ end: inout VirtualEnd, to engine: Engine) throws {
        try end.connect(context: theirs, to: ours, at: Self.start) { bytes, address in
            receive(bytes, from: address, engine, at: Self.start)
            engine.flush(at: Self.start)
            return wire.takeDatagrams()
        }
    }

    // MARK: Frames

    /// Makes everything that the hosts will send.
    func film(_ frames: Int) throws {
        for place in hosts.indices {
            var soundDue = Self.start
            for frame in 0..<frames {
                let now = Self.moment(frame)
                var datagrams: [[UInt8]] = []
                while soundDue <= now {
                    if hosts[place].picture == nil {
                        hosts[place].microphone.level = Self.isTalking(place, at: frame) ? 30 : 90
                    }
                    let sound = hosts[place].microphone.next()
                    datagrams.append(hosts[place].end.seal(sound))
                    soundDue = soundDue + VirtualMicrophone.interval
                }
                for packet in hosts[place].picture?.frame(at: now) ?? [] {
                    datagrams.append(hosts[place].end.seal(packet))
                }
                hosts[place].datagrams.append(datagrams)
            }
        }
    }

    /// Every tenth speaker talks, for three seconds.
    private static func isTalking(_ place: Int, at frame: Int) -> Bool {
        (frame / (3 * ShowTraffic.framesPerSecond) + place).isMultiple(of: 10)
    }

    /// The first engine's part of a frame.
    ///
    /// - Returns: how often memory was asked for, from the host's datagrams to what went out.
    func lead(_ frame: Int) -> UInt64 {
        let before = tw_allocations()
        let now = Self.moment(frame)
        let engine = engines[0]
        for place in hosts.indices {
            let address = hosts[place].end.address
            for packet in hosts[place].datagrams[frame].indices {
                hosts[place].datagrams[frame][packet].withUnsafeMutableBufferPointer {
                    engine.receive($0, from: address, at: now, wall: Self.wall(now))
                }
            }
        }
        engine.flush(at: now)
        let allocations = tw_allocations() - before
        pass(frame, on: 0)
        return allocations
    }

    /// The second engine's part.
    func follow(_ frame: Int) -> UInt64 {
        let before = tw_allocations()
        engines[1].receiveRelayed(at: Self.moment(frame))
        engines[1].flush(at: Self.moment(frame))
        let allocations = tw_allocations() - before
        pass(frame, on: 1)
        return allocations
    }

    /// What time demands, until the next frame.
    private func pass(_ frame: Int, on worker: Int) {
        let engine = engines[worker]
        var now = Self.moment(frame)
        while now < Self.moment(frame + 1) {
            engine.tick(at: now, wall: Self.wall(now))
            now = now + Engine.tickInterval
        }
        engine.flush(at: now)
        guard frame % (Self.consent * ShowTraffic.framesPerSecond) == 0 else { return }
        for host in hosts where worker == 0 {
            receive(host.end.check(at: now), from: host.end.address, engine, at: now)
        }
        for viewer in viewers where viewer.worker == worker {
            receive(viewer.end.check(at: now), from: viewer.end.address, engine, at: now)
        }
    }

    private func receive(_ bytes: [UInt8], from address: TransportAddress, _ engine: Engine, at now: MediaTime) {
        var datagram = bytes
        datagram.withUnsafeMutableBufferPointer { engine.receive($0, from: address, at: now, wall: Self.wall(now)) }
    }

    private static func moment(_ number: Int) -> MediaTime {
        start + MediaSpan(nanoseconds: Int64(number) * frame.nanoseconds)
    }

    private static func wall(_ now: MediaTime) -> NTPTime {
        NTPTime(unixNanoseconds: 1_700_000_000_000_000_000 + now.nanoseconds)
    }

    // MARK: Figures

    /// Packets that went to viewers so far; asked between frames.
    var forwarded: Int64 { engines.reduce(0) { $0 + $1.currentStatistics().packetsForwarded } }

    var relayedDropped: Int64 { engines.reduce(0) { $0 + $1.currentStatistics().relayedDropped } }
}

/// What engines send: kept while sessions connect, then sent to where it is meant for.
final class ScaleWire: @unchecked Sendable {
    var isConnecting = true
    private var datagrams: [[UInt8]] = []

    func take(
        _ burst: UnsafeRawBufferPointer, _ segment: Int, _ address: TransportAddress, _ socket: DatagramSocket
    ) -> Bool {
        guard isConnecting else {
            // Hosts have no socket: what they are told ends here.
            return address.high == ScaledShows.loopback.high ? socket.send(burst, segment: segment, to: address) : true
        }
        for start in stride(from: 0, to: burst.count, by: segment) {
            datagrams.append(Array(burst[start..<min(start + segment, burst.count)]))
        }
        return true
    }

    func takeDatagrams() -> [[UInt8]] {
        defer { datagrams.removeAll() }
        return datagrams
    }
}
