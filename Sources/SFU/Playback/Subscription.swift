internal import CongestionControl
internal import ICE
internal import RTP
internal import SecureTransport

/// One slot of a show on its way to one viewer: a picture and a sound.
final class Subscription {
    enum Limit {
        /// Replay is sent in portions of this many bytes, one a tick, so that no receive buffer overflows.
        static let replayPortion = 65_536
        /// A group of pictures is replayed when it takes less than this at ``assumedRate``.
        static let replaySpan = MediaSpan.milliseconds(300)
        /// Bytes a second a joining viewer's link is taken to carry until it is measured: 20 Mbit/s.
        static let assumedRate: Int64 = 2_500_000
        static let replayBytes = Int(assumedRate * replaySpan.wholeMilliseconds / 1_000)
        /// Longer groups spoil the receiver's idea of when pictures are due: it then holds them for less than it is told to.
        ///
        /// Measured in Chromium with bursts of loss: with groups up to 2.2 s it held them for a third to nine tenths of the time
        /// and froze up to 18 %, up to 1.05 s for nine tenths and 0.4 %. As a host is asked for a key frame once a second when people
        /// join, a shorter limit would let some of them wait.
        static let replayedTime = MediaSpan.milliseconds(1_050)
        /// A longer group, of a host that sends key frames only when it likes, goes in portions of this many bytes.
        static let longReplayPortion = 24_576
        /// What a datagram has beside its payload: IPv4 and UDP, RTP with extensions, the tag.
        static let overhead = 28 + 24 + 16
        /// Bytes of the longest header: twelve, and a block with every extension but the dependency descriptor.
        static let header = 32
        /// What was sent longer ago is not sent again without being asked for.
        static let repairedTime = MediaSpan.milliseconds(1_000)
        /// Ticks that a frame is stamped behind another of the same moment.
        static let lateness: UInt32 = 30
    }

    struct Path {
        let outbound: OutboundProtection
        let address: TransportAddress
    }

    unowned let viewer: Viewer
    unowned let router: Router
    let identity: StreamIdentity
    /// The slot's place among the viewer's, from 0.
    let place: Int
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
    var layering = Layering()
    var steering = PlayoutSteering()
    var sound = RedundantSound()
    /// What sound takes.
    var soundRate = Bitrate.zero
    /// What of the way is this slot's where there are several.
    var share = Bitrate.zero
    var video = Consumer()
    var audio = Consumer()
    /// Set with the keys: spares the way over the transport for every packet.
    private(set) var path: Path?
    var keyFrames = KeyFrameAllowance()
    /// Whether the decoder said that it needs a key frame.
    var wantsKeyFrame = false
    /// The place among the router's subscriptions; nil while nothing is sent.
    var position: Int?
    var replayPortion = Limit.replayPortion

    init(_ slot: ViewerDescription.Slot, at place: Int, to router: Router, of viewer: Viewer) {
        self.place = place
        self.viewer = viewer
        self.router = router
        identity = router.identity
        formats = slot.formats
        protectionType = slot.protection
        extensions = viewer.extensions
        pathControl = viewer.pathControl
        layering.selection.takesDescriptors = extensions.dependencyDescriptor != nil
    }

    var packetsSent: Int64 { Int64(video.packets) + Int64(audio.packets) }

    /// Whether both streams flow.
    var hasBoth: Bool { video.packets > 0 && audio.packets > 0 }

    /// Whether the picture begins with the host's next key frame.
    var isWaiting: Bool {
        if case .waiting = video.phase { video.format != nil } else { false }
    }

    /// Whether the way does not carry the picture.
    var isHeld: Bool {
        if case .held = video.phase { layering.selection.lines != 0 } else { false }
    }

    func refreshPath() {
        if let outbound = viewer.transport.outbound, let address = viewer.transport.address {
            path = Path(outbound: outbound, address: address)
        }
    }

    /// Nothing more is sent; what may come later begins anew.
    func leave() {
        path = nil
        position = nil
        video.stop()
        audio.stop()
        layering.forget()
    }

    /// The viewer's format of a codec; nil where it cannot decode it.
    func format(of codec: MediaCodec?) -> ViewerDescription.Format? {
        formats.first { $0.codec == codec }
    }

    /// Sends what the latest datagrams of the host brought.
    @inline(__always)
    func forward(_ flight: borrowing Flight, of picture: Picture, at now: MediaTime, outbox: Outbox) {
        guard let path else { return }
        forwardPicture(flight, of: picture, path, at: now, outbox)
        for item in flight.sound { forwardSound(item, path, at: now, outbox) }
    }

    @inline(__always)
    private func forwardSound(_ item: Pending, _ path: Path, at now: MediaTime, _ outbox: Outbox) {
        if case .waiting = audio.phase {
            guard audio.format != nil, item.index >= audio.line.endIndex() else { return }
            audio.line.begin(at: item.index)
            audio.phase = .live
        }
        if sound.isOn(at: item.index) == true, let redundancy = audio.format?.redundancy {
            writeRedundant(item.packet, as: redundancy, path, outbox)
        } else if let stretch = audio.line.stretch(of: item.index) {
            write(item.packet, item.payload, in: stretch, identity.audio, &audio, path, at: now, outbox)
        }
    }

    /// Sends a packet of sound with those before it.
    func writeRedundant(
        _ packet: UnsafePointer<StoredPacket>, as redundancy: PayloadType, _ path: Path, _ outbox: Outbox
    ) {
        guard let format = audio.format, let stretch = audio.line.stretch(of: packet.pointee.index) else { return }
        let index = stretch.number(of: packet.pointee.index)
        let room = outbox.reserve(for: path.address)
        let headerLength = writeHeader(
            packet, payloadType: redundancy, sequence: index, ssrc: identity.audio, number: nil, to: room)
        guard
            let length = RedundantSound.write(
                packet, as: format.payloadType, from: router.audio.history, to: room + headerLength)
        else { return }
        outbox.commit(
            path.outbound.sealRTP(
                at: room, headerLength: headerLength,
                payload: UnsafeRawBufferPointer(start: room + headerLength, count: length),
                ssrc: identity.audio.rawValue, index: UInt64(bitPattern: index)))
        audio.note(packet, stamped: packet.pointee.timestamp, length: length)
    }

    /// Sends a packet that lies in a stretch of the consumer's line.
    @inline(__always)
    func write(
        _ packet: UnsafePointer<StoredPacket>, _ payload: UnsafeRawBufferPointer, in stretch: SentLine.Stretch,
        _ ssrc: SSRC, _ consumer: inout Consumer, _ path: Path, at now: MediaTime, _ outbox: Outbox
    ) {
        guard let format = consumer.format else { return }
        let index = stretch.number(of: packet.pointee.index)
        let room = outbox.reserve(for: path.address)
        // Sound is sent again byte for byte, so it has no number.
        let number =
            format.codec.kind == .video ? pictureNumber(of: packet, sentAs: index, in: consumer.phase, at: now) : nil
        let headerLength = writeHeader(
            packet, of: stretch.layer, in: stretch.form, payloadType: format.payloadType, sequence: index, ssrc: ssrc,
            number: number, to: room)
        let payload = stretch.form.payload(payload, at: room + headerLength)
        let isProtected = protectionPlan.isOn && number != nil
        if isProtected { protect(UnsafeRawBufferPointer(start: room, count: headerLength), payload, index) }
        let length = path.outbound.sealRTP(
            at: room, headerLength: headerLength, payload: payload, ssrc: ssrc.rawValue,
            index: UInt64(bitPattern: index))
        outbox.commit(length)
        consumer.note(packet, stamped: stretch.form.timestamp(of: packet), length: payload.count)
        if isProtected { completeProtection(of: packet, in: stretch.form, path, at: now, outbox) }
    }

    /// A picture packet's number on the whole transport, where the viewer counts; bursts are marked.
    @inline(__always)
    private func pictureNumber(
        of packet: UnsafePointer<StoredPacket>, sentAs index: Int64, in phase: Consumer.Phase, at now: MediaTime
    ) -> SequenceNumber? {
        guard let pathControl else { return nil }
        var isBurst = isInKeyFrame(packet)
        if case .replaying = phase { isBurst = true }
        return pathControl.send(
            Int(packet.pointee.payloadLength) + Limit.overhead, at: now, probe: isBurst ? Probe.burst : 0,
            carrying: CarriedPacket(stream: place, number: SequenceNumber(wrapping: index)))
    }

    /// Twelve bytes, and the extensions that this packet has.
    ///
    /// - Parameters:
    ///   - layer: of which layer of a picture it is kept.
    ///   - number: its place on the whole transport, where the viewer counts.
    @inline(__always)
    func writeHeader(
        _ packet: UnsafePointer<StoredPacket>,
        of layer: Int = 0,
        in form: SentLine.Form = .plain,
        payloadType: PayloadType,
        sequence: Int64,
        ssrc: SSRC,
        number: SequenceNumber?,
        to room: UnsafeMutableRawPointer
    ) -> Int {
        let turned = extensions.orientation != nil && packet.pointee.orientation != StoredPacket.none
        let hasExtensions = turned || number != nil
        let marker: UInt32 = form.endsPicture(packet) ? 0x0080_0000 : 0
        let padding: UInt32 = packet.pointee.isPadded ? 0x2000_0000 : 0
        let first =
            (hasExtensions ? 0x9000_0000 : 0x8000_0000) | padding | marker | UInt32(payloadType.rawValue) << 16
            | UInt32(truncatingIfNeeded: sequence & 0xFFFF)
        room.storeBytes(of: first.bigEndian, as: UInt32.self)
        room.storeBytes(of: form.timestamp(of: packet).bigEndian, toByteOffset: 4, as: UInt32.self)
        room.storeBytes(of: ssrc.rawValue.bigEndian, toByteOffset: 8, as: UInt32.self)
        guard hasExtensions else { return PacketHeader.fixedLength }
        if packet.pointee.isDescribed, number != nil, let id = extensions.dependencyDescriptor,
            let descriptor = router.picture.layers[layer].history.descriptor(of: packet)
        {
            return writeExtensions(packet, number, descriptor, id, in: form, to: room)
        }
        var bytes = UnsafeMutableBufferPointer(
            start: room.assumingMemoryBound(to: UInt8.self), count: Limit.header
        ).mutableSpan
        var writer = HeaderExtensionWriter(form: .oneByte, at: PacketHeader.fixedLength)
        append(packet, number, to: &writer, into: &bytes)
        return writer.finish(into: &bytes)
    }

    /// Writes the extensions with a dependency descriptor, which may be longer than the short form of elements holds.
    private func writeExtensions(
        _ packet: UnsafePointer<StoredPacket>, _ number: SequenceNumber?, _ descriptor: UnsafePointer<KeptDescriptor>,
        _ id: HeaderExtensionID, in form: SentLine.Form, to room: UnsafeMutableRawPointer
    ) -> Int {
        let length = descriptor.pointee.length
        var bytes = UnsafeMutableBufferPointer(
            start: room.assumingMemoryBound(to: UInt8.self), count: Limit.header + 2 + length
        ).mutableSpan
        var writer = HeaderExtensionWriter(form: length > 16 ? .twoByte : .oneByte, at: PacketHeader.fixedLength)
        append(packet, number, to: &writer, into: &bytes)
        if let data = writer.append(id, length: length, into: &bytes) {
            descriptor.pointee.write(to: &bytes, at: data, in: form)
        }
        return writer.finish(into: &bytes)
    }

    @inline(__always)
    private func append(
        _ packet: UnsafePointer<StoredPacket>, _ number: SequenceNumber?, to writer: inout HeaderExtensionWriter,
        into bytes: inout MutableSpan<UInt8>
    ) {
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
    }
}
