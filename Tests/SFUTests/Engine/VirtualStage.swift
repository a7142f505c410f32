import CongestionControl
import ICE
import RTP
import Rehearsal
import SFU
import SecureTransport

/// Engines with several shows in virtual time, people who publish picture and sound, and viewers with several slots.
///
/// With two, those who publish are on the first and the viewers on the second.
final class VirtualStage {
    static let identities = (0..<4).map { slot in
        let base = UInt32(100 * (slot + 1))
        return StreamIdentity(
            video: SSRC(rawValue: base), videoRetransmission: SSRC(rawValue: base + 1),
            videoProtection: SSRC(rawValue: base + 3), audio: SSRC(rawValue: base + 2), canonicalName: "slot-\(slot)")
    }
    private static let ours = context()
    private static let theirs = context()

    /// Somebody who publishes.
    struct Person {
        let name: String
        let show: RouterID
        var camera: VirtualHost?
        /// Decibels below full scale that the microphone tells.
        var level: UInt8 = 40
        var spoken = 0
        var end: VirtualEnd
    }

    /// A packet that reached a viewer.
    struct Packet {
        var at: MediaTime
        var slot: Int
        var isSound: Bool
        var number: Int64
        var timestamp: UInt32
        /// Of sound: who spoke.
        var speaker: UInt8
        /// Of a key frame: its height.
        var lines: Int?
        var bytes: Int
    }

    struct Watcher {
        let name: String
        var end: VirtualEnd
        var down: EmulatedLink
        var recorder = TransportFeedbackRecorder()
        var unwrappers: [UInt32: SequenceUnwrapper] = [:]
        var packets: [Packet] = []

        func sound(in slot: Int) -> [Packet] { packets.filter { $0.isSound && $0.slot == slot } }
        func picture(in slot: Int) -> [Packet] { packets.filter { !$0.isSound && $0.slot == slot } }
    }

    private enum Arrival {
        case toViewer(Int, SequenceNumber)
    }

    private(set) var now = MediaTime(nanoseconds: 1_000_000_000)
    let engines: [Engine]
    /// Shows that have a branch on the second engine, by their place the number between engines.
    private var branches: [RouterID] = []
    var people: [Person] = []
    private(set) var viewers: [Watcher] = []
    private(set) var events: [RouterEvent] = []
    private let wire: Wire
    /// A viewer who is not among ``viewers`` yet.
    private var joining: TransportAddress?
    private var line = DelayLine<Arrival>()
    private var nextFrame: MediaTime
    private var nextSound: MediaTime

    private final class Wire {
        var datagrams: [(to: TransportAddress, bytes: [UInt8])] = []
    }

    init(workers: Int = 1) {
        let wire = Wire()
        self.wire = wire
        (nextFrame, nextSound) = (now, now)
        let relays = RelayEnds.connecting((0..<workers).map { _ in {} })
        engines = relays.map { relay in
            Engine(
                context: Self.ours,
                outbox: Outbox { bytes, segment, address in
                    for start in stride(from: 0, to: bytes.count, by: segment) {
                        wire.datagrams.append((address, Array(bytes[start..<min(start + segment, bytes.count)])))
                    }
                    return true
                },
                relay: relay)
        }
    }

    /// Where viewers are.
    private var last: Engine { engines[engines.count - 1] }

    /// Has a show seen on the second engine.
    private func branch(_ show: RouterID) {
        guard engines.count > 1, !branches.contains(show) else { return }
        branches.append(show)
        let channel = branches.count
        engines[1].openBranch(of: show, identities: Self.identities, channel: channel, from: 0)
        engines[0].beginBranch(of: show, identities: Self.identities, channel: channel, to: 1)
    }

    // MARK: People

    /// Lets somebody publish: as a host with a slot, or as a guest who waits for a place.
    ///
    /// - Parameter layers: of the picture; none for sound alone.
    func publish(
        _ name: String, in show: String = "show", slot: Int? = nil, layers: [VirtualHost.Layer] = []
    ) throws {
        var end = VirtualEnd(port: 1_000 + UInt16(people.count), name: "publisher-\(people.count)")
        var description = VirtualHost.description(
            end.transport(Self.theirs), layers: layers.count, sound: VirtualMicrophone(earlier: 0).description)
        if layers.isEmpty { description.streams.removeFirst() }
        description.extensions.audioLevel = HeaderExtensionID(rawValue: 1)
        description.name = name
        description.slot = slot
        branch(RouterID(show))
        try engines[0].open(
            publisher: description, as: SessionID(end.name), in: RouterID(show), identities: Self.identities, at: now)
        try connect(&end)
        people.append(
            Person(
                name: name, show: RouterID(show), camera: layers.isEmpty ? nil : VirtualHost(layers: layers), end: end))
    }

    func leave(_ name: String) {
        guard let place = people.firstIndex(where: { $0.name == name }) else { return }
        engines[0].close(SessionID(people[place].end.name), because: .requested, at: now)
        people.remove(at: place)
    }

    /// Ends everything of somebody in the first show.
    func ban(_ name: String) {
        for engine in engines { engine.closeAll(of: RouterID("show"), named: name, because: .removed) }
    }

    /// - Parameter counts: whether the viewer tells what arrives; one who does not may tell its estimate.
    func join(
        _ name: String, show: String = "show", slots: Int = 3, link: String = "delay=5ms", counts: Bool = true
    ) throws {
        var end = VirtualEnd(port: 2_000 + UInt16(viewers.count), name: "viewer-\(viewers.count)")
        var description = VirtualViewer.description(end.transport(Self.theirs))
        description.slots = Array(repeating: description.slots[0], count: slots)
        description.viewer = name
        if !counts { description.extensions = ViewerExtensions() }
        branch(RouterID(show))
        try last.open(
            viewer: description, as: SessionID(end.name), in: RouterID(show), identities: Self.identities, at: now)
        joining = end.address
        try connect(&end)
        viewers.append(Watcher(name: name, end: end, down: EmulatedLink(try LinkScript(link), seed: 1, start: now)))
        look()
    }

    func follow(_ plan: StagePlan, in show: String = "show") {
        for engine in engines { engine.follow(plan, in: RouterID(show), at: now, wall: wall) }
        look()
    }

    /// A viewer's window has become so small.
    func limitLines(_ name: String, to lines: Int?) {
        guard let viewer = viewers.first(where: { $0.name == name }) else { return }
        last.limit(SessionID(viewer.end.name), lines: lines, at: now)
    }

    func say(_ name: String, level: UInt8) {
        guard let place = people.firstIndex(where: { $0.name == name }) else { return }
        people[place].level = level
    }

    // MARK: Time

    func run(seconds: Double) {
        let end = now + MediaSpan(nanoseconds: Int64(seconds * 1e9))
        while now < end {
            now = now + .milliseconds(1)
            if now >= nextFrame { film() }
            if now >= nextSound { speak() }
            for engine in engines { turn(engine) }
            if now.nanoseconds % 2_000_000_000 == 0 { keepConsent() }
            look()
            while case .toViewer(let position, let number) = line.next(by: now) {
                viewers[position].recorder.record(number, at: now)
            }
            for position in viewers.indices { report(position) }
        }
    }

    private func turn(_ engine: Engine) {
        engine.receiveRelayed(at: now)
        engine.flush(at: now)
        if now.nanoseconds % Engine.tickInterval.nanoseconds == 0 { engine.tick(at: now, wall: wall) }
    }

    private func film() {
        nextFrame = nextFrame + VirtualShow.frame
        for place in people.indices {
            for packet in people[place].camera?.frame(at: now) ?? [] {
                deliver(people[place].end.seal(packet), from: people[place].end.address)
            }
        }
    }

    private func speak() {
        nextSound = nextSound + VirtualMicrophone.interval
        for place in people.indices {
            let packet = sound(of: place)
            deliver(people[place].end.seal(packet), from: people[place].end.address)
        }
    }

    /// RTP with one element: id 1, one byte, the level (RFC 6464).
    ///
    /// The payload says who speaks.
    private func sound(of place: Int) -> [UInt8] {
        people[place].spoken += 1
        let spoken = people[place].spoken
        var packet: [UInt8] = [0x90, 111, UInt8(truncatingIfNeeded: spoken >> 8), UInt8(truncatingIfNeeded: spoken)]
        for word in [UInt32(960 * spoken), VirtualMicrophone.ssrc.rawValue] {
            packet += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
        packet += [0xBE, 0xDE, 0, 1, 0x10, 0x80 | people[place].level, 0, 0]
        return packet + [0x78, Array(people[place].name.utf8)[0]] + [UInt8](repeating: 0xAA, count: 60)
    }

    private func report(_ position: Int) {
        guard viewers[position].recorder.isDue(at: now) else { return }
        var bytes = [UInt8](repeating: 0, count: 1_200)
        var writer = RTCPWriter()
        var span = bytes.mutableSpan
        guard
            viewers[position].recorder.appendFeedback(
                at: now, from: SSRC(rawValue: 1), about: Self.identities[0].video, to: &writer, into: &span)
        else { return }
        deliver(
            viewers[position].end.seal(Array(bytes[..<writer.length]), isControl: true),
            from: viewers[position].end.address)
    }

    /// A viewer says what it takes its way for (REMB).
    func estimate(_ name: String, kilobits: UInt64) {
        guard let place = viewers.firstIndex(where: { $0.name == name }) else { return }
        var bytes = [UInt8](repeating: 0, count: 200)
        var writer = RTCPWriter()
        var span = bytes.mutableSpan
        guard
            writer.appendBitrateEstimate(
                .kilobits(kilobits), from: SSRC(rawValue: 1), media: [Self.identities[0].video].span, into: &span)
        else { return }
        deliver(
            viewers[place].end.seal(Array(bytes[..<writer.length]), isControl: true), from: viewers[place].end.address)
    }

    private func look() {
        let datagrams = wire.datagrams
        wire.datagrams = []
        for (address, bytes) in datagrams {
            if let place = people.firstIndex(where: { $0.end.address == address }) {
                let control = people[place].end.open(bytes)
                people[place].camera?.receive(control, at: now)
            } else if let position = viewers.firstIndex(where: { $0.end.address == address }) {
                read(bytes, at: position)
            }
        }
        for engine in engines { events += engine.takeEvents() }
    }

    private func read(_ datagram: [UInt8], at position: Int) {
        let bytes = viewers[position].end.open(datagram)
        guard DatagramKind(of: datagram.span) == .rtp, let header = PacketHeader(parsing: bytes.span) else { return }
        let number = viewers[position].unwrappers[header.ssrc.rawValue, default: SequenceUnwrapper()]
            .unwrap(header.sequenceNumber)
        if let slot = Self.identities.firstIndex(where: { [$0.video, $0.audio].contains(header.ssrc) }) {
            let isSound = header.ssrc == Self.identities[slot].audio
            let size = isSound ? nil : MediaCodec.vp8.pictureSize(bytes.span, payload: header.payload)
            viewers[position].packets.append(
                Packet(
                    at: now, slot: slot + 1, isSound: isSound, number: number, timestamp: header.timestamp.rawValue,
                    speaker: isSound ? bytes[header.payload.lowerBound + 1] : 0, lines: size?.lines,
                    bytes: datagram.count))
        }
        guard let id = HeaderExtensionID(rawValue: 3), let data = header.extensions.find(id, in: bytes.span),
            let arrival = viewers[position].down.arrival(of: datagram.count, at: now)
        else { return }
        line.insert(
            .toViewer(position, SequenceNumber(rawValue: bytes.span.uint16(at: data.lowerBound))), arriving: arrival)
    }

    private func keepConsent() {
        for person in people { deliver(person.end.check(at: now), from: person.end.address) }
        for viewer in viewers { deliver(viewer.end.check(at: now), from: viewer.end.address) }
    }

    // MARK: Setting up

    private var wall: NTPTime { NTPTime(unixNanoseconds: 1_700_000_000_000_000_000 + now.nanoseconds) }

    private func deliver(_ bytes: [UInt8], from source: TransportAddress) {
        var datagram = bytes
        // Each knows its own people, as each has its own port.
        let isViewer = viewers.contains { $0.end.address == source } || joining == source
        datagram.withUnsafeMutableBufferPointer {
            (isViewer ? last : engines[0]).receive($0, from: source, at: now, wall: wall)
        }
    }

    private func connect(_ end: inout VirtualEnd) throws {
        look()
        try end.connect(context: Self.theirs, to: Self.ours, at: now) { bytes, address in
            deliver(bytes, from: address)
            for engine in engines { engine.flush(at: now) }
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
