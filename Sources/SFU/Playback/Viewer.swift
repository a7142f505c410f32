internal import CongestionControl
internal import ICE
internal import RTP
internal import SecureTransport

/// A viewer's session: two consumers behind one transport.
final class Viewer {
    enum Limit {
        /// Replay is sent in portions of this many bytes, one a tick, so that no receive buffer overflows.
        static let replayPortion = 65_536
        /// A group of pictures is replayed when it takes less than this at ``assumedRate``.
        static let replaySpan = MediaSpan.milliseconds(300)
        /// Bytes a second a joining viewer's link is taken to carry until it is measured: 20 Mbit/s.
        static let assumedRate: Int64 = 2_500_000
        static let replayBytes = Int(assumedRate * replaySpan.wholeMilliseconds / 1_000)
        /// Longer groups make the decoder fall behind for a moment, and spoil the receiver's idea of when pictures are due: it
        /// then held them for a third of the time it was told to (measured with 5 s).
        static let replayedTime = MediaSpan.milliseconds(2_200)
        /// A longer group, of a host that sends key frames only when it likes, goes in portions of this many bytes.
        static let longReplayPortion = 24_576
        /// What a datagram has beside its payload: IPv4 and UDP, RTP with extensions, the tag.
        static let overhead = 28 + 24 + 16
        /// Bytes of the longest header: twelve, and a block with every extension.
        static let header = 32
    }

    /// A packet to be forwarded, found once for all viewers.
    struct Pending {
        var kind: MediaKind
        var packet: UnsafePointer<StoredPacket>
        /// What the slot held when it was noted; another packet may have taken it since.
        var index: Int64
        /// Set when it is about to be sent.
        var payload = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    struct Path {
        let outbound: OutboundProtection
        let address: TransportAddress
    }

    let id: SessionID
    let name: String?
    let transport: Transport
    let identity: StreamIdentity
    private let formats: [ViewerDescription.Format]
    let extensions: ViewerExtensions
    /// nil where the viewer tells nothing of what arrives.
    let pathControl: PathControl?
    let protectionType: PayloadType?
    var protectionPlan = ProtectionPlan()
    var protectionSequence: Int64 = 0
    /// The time of the key frame that is being sent, or was sent last.
    var keyFrameTimestamp: UInt32?
    /// Made when it is first wanted.
    private(set) lazy var protection = FrameProtection()
    var gate = PictureGate()
    var steering = PlayoutSteering()
    var sound = RedundantSound()
    /// Where packets of sound lie that may ride with others.
    private let soundHistory: PacketHistory
    var video = Consumer()
    var audio = Consumer()
    /// Set with the keys: spares the way over the transport for every packet.
    private(set) var path: Path?
    var control = ViewerControl()
    /// The place among the router's viewers.
    var position = 0
    private var replayPortion = Limit.replayPortion

    init(
        id: SessionID, description: ViewerDescription, identity: StreamIdentity, sound: PacketHistory,
        transport: Transport
    ) {
        soundHistory = sound
        self.id = id
        self.transport = transport
        self.identity = identity
        name = description.viewer
        formats = description.formats
        protectionType = description.protection
        // Without streams of their own, retransmissions repeat a packet byte for byte: it can have no number then.
        let isNumbered = formats.allSatisfy { $0.codec.kind == .audio || $0.retransmission != nil }
        extensions =
            isNumbered ? description.extensions : ViewerExtensions(orientation: description.extensions.orientation)
        pathControl = extensions.transportSequence == nil ? nil : PathControl()
    }

    var packetsSent: Int64 { Int64(video.packets) + Int64(audio.packets) }

    /// Whether the handshake is done and the address known.
    var isReady: Bool { path != nil }

    /// Whether both streams flow.
    var hasBoth: Bool { video.packets > 0 && audio.packets > 0 }

    /// Whether the picture begins with the host's next key frame.
    var isWaiting: Bool {
        if case .waiting = video.phase { video.format != nil } else { false }
    }

    func refreshPath() {
        if let outbound = transport.outbound, let address = transport.address {
            path = Path(outbound: outbound, address: address)
        }
    }

    func leave() {
        path = nil
    }

    /// Learns the format a track comes in from packet `index` on; a viewer who cannot decode it gets nothing of it.
    func setFormat(_ kind: MediaKind, _ codec: MediaCodec?, from index: Int64) {
        let format = codec.flatMap { codec in formats.first { $0.codec == codec } }
        switch kind {
        case .video: video.setFormat(format, from: index)
        case .audio: audio.setFormat(format, from: index)
        }
    }

    /// Begins playing: the kept group of pictures first, where it is short enough.
    ///
    /// - Parameter atAnyLength: whether a long group is better than waiting for a host that does not listen.
    /// - Returns: whether a key frame has to be asked for.
    func start(video track: Track, atAnyLength: Bool) -> Bool {
        guard video.format != nil else { return false }
        // What was sent before is never sent again: with one nonce other bytes would give the key away.
        guard let start = track.groupStart, start >= video.line.endIndex, atAnyLength || isShort(track)
        else {
            video.phase = .waiting
            return true
        }
        replayPortion = isShort(track) ? Limit.replayPortion : Limit.longReplayPortion
        video.line.begin(at: max(start, video.line.floor))
        video.phase = .replaying(next: start)
        return false
    }

    private func isShort(_ track: Track) -> Bool {
        track.groupBytes <= Limit.replayBytes && track.groupSpan <= Limit.replayedTime
    }

    /// Follows what the way carries: holds the picture back, or tells that it can begin again.
    func follow(_ track: Track, at now: MediaTime) -> Bool {
        guard let rate = pathControl?.rate,
            gate.update(rate: rate.rate, picture: track.bitrate, isFull: rate.usage == .over, at: now)
        else { return false }
        guard !gate.isOpen else { return true }
        // Of a replay only what was sent belongs to the line.
        if case .replaying(let next) = video.phase { video.line.end(at: next) }
        video.line.end(at: track.newest + 1)
        video.phase = .held
        return false
    }

    /// Sends the next portion of the replay; true while more is to come.
    func replay(_ track: Track, at now: MediaTime, outbox: Outbox) -> Bool {
        guard case .replaying(var next) = video.phase, let path else { return false }
        var sent = 0
        next = max(next, video.line.floor, track.history.oldestIndex(newest: track.newest))
        while next <= track.newest, sent < replayPortion {
            if let packet = track.history.packet(at: next) {
                let payload = track.history.payload(of: packet)
                sent += payload.count
                write(packet, payload, identity.video, &video, path, at: now, outbox)
            }
            next += 1
        }
        video.phase = next > track.newest ? .live : .replaying(next: next)
        return next <= track.newest
    }

    /// Sends what the latest datagrams of the host brought.
    @inline(__always)
    func forward(_ pending: UnsafeBufferPointer<Pending>, at now: MediaTime, outbox: Outbox) {
        guard let path else { return }
        for item in pending {
            switch item.kind {
            case .video: forward(item, identity.video, &video, path, at: now, outbox)
            case .audio: forward(item, identity.audio, &audio, path, at: now, outbox)
            }
        }
    }

    @inline(__always)
    private func forward(
        _ item: Pending,
        _ ssrc: SSRC,
        _ consumer: inout Consumer,
        _ path: Path,
        at now: MediaTime,
        _ outbox: Outbox
    ) {
        switch consumer.phase {
        case .live, .held:
            break
        case .replaying:
            return
        case .waiting:
            guard item.kind == .audio || item.packet.pointee.startsKeyFrame, consumer.format != nil,
                item.index >= consumer.line.endIndex
            else { return }
            consumer.line.begin(at: item.index)
            consumer.phase = .live
        }
        if item.kind == .audio, sound.isOn(at: item.index) == true, let redundancy = consumer.format?.redundancy {
            writeRedundant(item.packet, as: redundancy, path, outbox)
        } else {
            write(item.packet, item.payload, ssrc, &consumer, path, at: now, outbox)
        }
    }

    /// Sends a packet of sound with those before it.
    func writeRedundant(
        _ packet: UnsafePointer<StoredPacket>, as redundancy: PayloadType, _ path: Path, _ outbox: Outbox
    ) {
        guard let format = audio.format, let index = audio.line.number(of: packet.pointee.index) else { return }
        let room = outbox.reserve(for: path.address)
        let headerLength = writeHeader(
            packet, payloadType: redundancy, sequence: index, ssrc: identity.audio, number: nil, to: room)
        guard
            let length = RedundantSound.write(
                packet, as: format.payloadType, from: soundHistory, to: room + headerLength)
        else { return }
        outbox.commit(
            path.outbound.sealRTP(
                at: room, headerLength: headerLength,
                payload: UnsafeRawBufferPointer(start: room + headerLength, count: length),
                ssrc: identity.audio.rawValue, index: UInt64(bitPattern: index)))
        audio.packets &+= 1
        audio.octets &+= UInt32(length)
    }

    @inline(__always)
    func write(
        _ packet: UnsafePointer<StoredPacket>,
        _ payload: UnsafeRawBufferPointer,
        _ ssrc: SSRC,
        _ consumer: inout Consumer,
        _ path: Path,
        at now: MediaTime,
        _ outbox: Outbox
    ) {
        guard let format = consumer.format, let index = consumer.line.number(of: packet.pointee.index) else { return }
        let room = outbox.reserve(for: path.address)
        // Sound is sent again byte for byte, so it has no number.
        let number = format.codec.kind == .video ? pathControl?.send(payload.count + Limit.overhead, at: now) : nil
        let headerLength = writeHeader(
            packet, payloadType: format.payloadType, sequence: index, ssrc: ssrc, number: number, to: room)
        let isProtected = protectionPlan.isOn && number != nil
        if isProtected { protect(UnsafeRawBufferPointer(start: room, count: headerLength), payload, index) }
        let length = path.outbound.sealRTP(
            at: room, headerLength: headerLength, payload: payload, ssrc: ssrc.rawValue,
            index: UInt64(bitPattern: index))
        outbox.commit(length)
        consumer.packets &+= 1
        consumer.octets &+= UInt32(payload.count)
        if isProtected { completeProtection(of: packet, path, at: now, outbox) }
    }

    /// Twelve bytes, and the extensions that this packet has.
    ///
    /// - Parameter number: its place on the whole transport, where the viewer counts.
    @inline(__always)
    func writeHeader(
        _ packet: UnsafePointer<StoredPacket>,
        payloadType: PayloadType,
        sequence: Int64,
        ssrc: SSRC,
        number: SequenceNumber?,
        to room: UnsafeMutableRawPointer
    ) -> Int {
        let turned = extensions.orientation != nil && packet.pointee.orientation != StoredPacket.none
        let hasExtensions = turned || number != nil
        let marker: UInt32 = packet.pointee.marker ? 0x0080_0000 : 0
        let padding: UInt32 = packet.pointee.isPadded ? 0x2000_0000 : 0
        let first =
            (hasExtensions ? 0x9000_0000 : 0x8000_0000) | padding | marker | UInt32(payloadType.rawValue) << 16
            | UInt32(truncatingIfNeeded: sequence & 0xFFFF)
        room.storeBytes(of: first.bigEndian, as: UInt32.self)
        room.storeBytes(of: packet.pointee.timestamp.bigEndian, toByteOffset: 4, as: UInt32.self)
        room.storeBytes(of: ssrc.rawValue.bigEndian, toByteOffset: 8, as: UInt32.self)
        guard hasExtensions else { return PacketHeader.fixedLength }
        return writeExtensions(packet, number, to: room)
    }

    @inline(__always)
    private func writeExtensions(
        _ packet: UnsafePointer<StoredPacket>, _ number: SequenceNumber?, to room: UnsafeMutableRawPointer
    ) -> Int {
        var bytes = UnsafeMutableBufferPointer(
            start: room.assumingMemoryBound(to: UInt8.self), count: Limit.header
        ).mutableSpan
        var writer = HeaderExtensionWriter(form: .oneByte, at: PacketHeader.fixedLength)
        // It comes first: protection leaves it out.
        if let number, let id = extensions.transportSequence, let data = writer.append(id, length: 2, into: &bytes) {
            bytes.store(number.rawValue, at: data)
        }
        if number != nil, steering.isUsed, let id = extensions.playoutDelay,
            let delay = PlayoutDelay(minimum: steering.delay, maximum: PlayoutSteering.Limit.maximum),
            let data = writer.append(id, length: PlayoutDelay.length, into: &bytes)
        {
            delay.write(into: &bytes, at: data)
        }
        if let id = extensions.orientation, packet.pointee.orientation != StoredPacket.none,
            let data = writer.append(id, length: 1, into: &bytes)
        {
            bytes[data] = packet.pointee.orientation
        }
        return writer.finish(into: &bytes)
    }
}
