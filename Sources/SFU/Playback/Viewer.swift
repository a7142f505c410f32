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
        /// Older groups make the decoder fall behind for a moment (measured: from 60 frames on, of 4 s and more harm).
        static let replayBytes = Int(assumedRate * replaySpan.wholeMilliseconds / 1_000)
    }

    /// A packet to be forwarded, found once for all viewers.
    struct Pending {
        var kind: MediaKind
        var packet: UnsafePointer<StoredPacket>
        var payload: UnsafeRawBufferPointer
    }

    let id: SessionID
    let name: String?
    let transport: Transport
    let identity: StreamIdentity
    private let formats: [ViewerDescription.Format]
    private let orientation: UInt8
    private(set) var video = Consumer()
    private(set) var audio = Consumer()
    private var budget = RetransmissionBudget()
    /// Set with the keys: spares the way over the transport for every packet.
    private var path: (outbound: OutboundProtection, address: TransportAddress)?
    private(set) var lossReported = 0.0
    private(set) var roundTrip: MediaSpan?
    private(set) var retransmitted = 0
    private(set) var requested = 0

    init(id: SessionID, description: ViewerDescription, identity: StreamIdentity, transport: Transport) {
        self.id = id
        self.transport = transport
        self.identity = identity
        name = description.viewer
        formats = description.formats
        orientation = description.orientation.map(\.rawValue) ?? 0
    }

    var packetsSent: Int64 { Int64(video.packets) + Int64(audio.packets) }

    /// Whether the handshake is done and the address known.
    var isReady: Bool { path != nil }

    func refreshPath() {
        if let outbound = transport.outbound, let address = transport.address { path = (outbound, address) }
    }

    func leave() {
        path = nil
    }

    /// Learns the format the tracks come in now; a viewer who cannot decode one gets nothing of it.
    func setFormat(_ kind: MediaKind, _ codec: MediaCodec?) {
        let format = codec.flatMap { codec in formats.first { $0.codec == codec } }
        switch kind {
        case .video: video.format = format
        case .audio: audio.format = format
        }
    }

    /// Begins playing: the kept group of pictures first, where it is short enough.
    ///
    /// - Returns: whether a key frame has to be asked for.
    func start(video track: Track) -> Bool {
        guard video.format != nil else { return false }
        guard let start = track.groupStart, track.groupBytes <= Limit.replayBytes else {
            video.phase = .waiting
            return true
        }
        video.begin(at: start)
        video.phase = .replaying(next: start)
        return false
    }

    /// Sends the next portion of the replay; true while more is to come.
    func replay(_ track: Track, outbox: Outbox) -> Bool {
        guard case .replaying(var next) = video.phase, let path else { return false }
        var sent = 0
        next = max(next, track.history.oldestIndex(newest: track.newest))
        while next <= track.newest, sent < Limit.replayPortion {
            if let packet = track.history.packet(at: next) {
                let payload = track.history.payload(of: packet)
                sent += payload.count
                write(packet, payload, identity.video, &video, path, outbox)
            }
            next += 1
        }
        video.phase = next > track.newest ? .live : .replaying(next: next)
        return next <= track.newest
    }

    /// Sends what the latest datagrams of the host brought.
    @inline(__always)
    func forward(_ pending: UnsafeBufferPointer<Pending>, outbox: Outbox) {
        guard let path else { return }
        for item in pending {
            switch item.kind {
            case .video: forward(item, identity.video, &video, path, outbox)
            case .audio: forward(item, identity.audio, &audio, path, outbox)
            }
        }
    }

    @inline(__always)
    private func forward(
        _ item: Pending,
        _ ssrc: SSRC,
        _ consumer: inout Consumer,
        _ path: (outbound: OutboundProtection, address: TransportAddress),
        _ outbox: Outbox
    ) {
        switch consumer.phase {
        case .live:
            guard item.packet.pointee.index >= consumer.first else { return }
        case .replaying:
            return
        case .waiting:
            guard item.kind == .audio || item.packet.pointee.startsKeyFrame, consumer.format != nil else { return }
            consumer.begin(at: item.packet.pointee.index)
            consumer.phase = .live
        }
        write(item.packet, item.payload, ssrc, &consumer, path, outbox)
    }

    @inline(__always)
    private func write(
        _ packet: UnsafePointer<StoredPacket>,
        _ payload: UnsafeRawBufferPointer,
        _ ssrc: SSRC,
        _ consumer: inout Consumer,
        _ path: (outbound: OutboundProtection, address: TransportAddress),
        _ outbox: Outbox
    ) {
        guard let format = consumer.format else { return }
        let room = outbox.reserve(for: path.address)
        let index = packet.pointee.index - consumer.base
        let headerLength = writeHeader(
            packet, payloadType: format.payloadType, sequence: index, ssrc: ssrc, to: room)
        let length = path.outbound.sealRTP(
            at: room, headerLength: headerLength, payload: payload, ssrc: ssrc.rawValue,
            index: UInt64(bitPattern: index))
        outbox.commit(length)
        consumer.packets &+= 1
        consumer.octets &+= UInt32(payload.count)
    }

    /// Twelve bytes, and eight more where the picture is turned.
    @inline(__always)
    private func writeHeader(
        _ packet: UnsafePointer<StoredPacket>,
        payloadType: PayloadType,
        sequence: Int64,
        ssrc: SSRC,
        to room: UnsafeMutableRawPointer
    ) -> Int {
        let turned = orientation != 0 && packet.pointee.orientation != StoredPacket.none
        let marker: UInt32 = packet.pointee.marker ? 0x0080_0000 : 0
        let first =
            (turned ? 0x9000_0000 : 0x8000_0000) | marker | UInt32(payloadType.rawValue) << 16
            | UInt32(truncatingIfNeeded: sequence & 0xFFFF)
        room.storeBytes(of: first.bigEndian, as: UInt32.self)
        room.storeBytes(of: packet.pointee.timestamp.bigEndian, toByteOffset: 4, as: UInt32.self)
        room.storeBytes(of: ssrc.rawValue.bigEndian, toByteOffset: 8, as: UInt32.self)
        guard turned else { return 12 }
        // RFC 8285, section 4.2: one element of one byte, padded to a word.
        room.storeBytes(of: (0xBEDE_0001 as UInt32).bigEndian, toByteOffset: 12, as: UInt32.self)
        let element = UInt32(orientation) << 28 | UInt32(packet.pointee.orientation) << 16
        room.storeBytes(of: element.bigEndian, toByteOffset: 16, as: UInt32.self)
        return 20
    }
}

extension Viewer {
    /// Takes a datagram of RTCP: answers requests for lost packets, reads reports.
    ///
    /// - Returns: whether the viewer's decoder needs a key frame.
    func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>,
        video videoTrack: Track,
        audio audioTrack: Track,
        at now: MediaTime,
        wall: NTPTime,
        outbox: Outbox
    ) -> Bool {
        guard let inbound = transport.inbound,
            let length = try? inbound.openRTCP(UnsafeMutableRawBufferPointer(datagram))
        else { return false }
        let bytes = UnsafeMutableBufferPointer(rebasing: datagram[..<length]).span
        var reader = RTCPReader()
        var wantsKeyFrame = false
        while let packet = reader.next(in: bytes) {
            switch packet {
            case .genericNack(let nack):
                nack.forEachMissing(in: bytes) { number in
                    if nack.sources.media == identity.video {
                        answer(number, videoTrack, identity.video, \.video, at: now, outbox: outbox)
                    } else if nack.sources.media == identity.audio {
                        answer(number, audioTrack, identity.audio, \.audio, at: now, outbox: outbox)
                    }
                }
            case .pictureLoss, .fullIntra:
                wantsKeyFrame = true
            case .receiverReport(let report):
                read(report.blocks, in: bytes, wall: wall)
            default:
                break
            }
        }
        return wantsKeyFrame
    }

    private func read(_ blocks: ReportBlockList, in bytes: Span<UInt8>, wall: NTPTime) {
        for position in 0..<blocks.count {
            let block = blocks.block(position, in: bytes)
            guard block.ssrc == identity.video || block.ssrc == identity.audio else { continue }
            lossReported = Double(block.fractionLost) / 256
            let trip = CompactNTPSpan.roundTrip(
                arrival: wall, lastSenderReport: block.lastSenderReport,
                delaySinceLastSenderReport: block.delaySinceLastSenderReport)
            if let trip { roundTrip = trip.span }
        }
    }

    /// Sends a lost packet again, on the retransmission stream where there is one.
    private func answer(
        _ number: SequenceNumber,
        _ track: Track,
        _ ssrc: SSRC,
        _ path: ReferenceWritableKeyPath<Viewer, Consumer>,
        at now: MediaTime,
        outbox: Outbox
    ) {
        requested += 1
        guard let format = self[keyPath: path].format, let (outbound, address) = self.path else { return }
        // The number's distance from the newest sent tells which of all packets with it is meant.
        let newest = SequenceNumber(wrapping: track.newest)
        let index = track.newest - Int64(number.distance(to: newest))
        guard index >= self[keyPath: path].first, let packet = track.history.packet(at: index),
            self[keyPath: path].lastAnswer.allow(index, at: now)
        else { return }
        let payload = track.history.payload(of: packet)
        guard budget.spend(payload.count, rate: track.bytesPerSecond, at: now) else { return }
        retransmitted += 1
        guard let retransmission = format.retransmission, ssrc == identity.video else {
            // The same bytes as before: same index, same header, same payload, so the cipher's nonce is not reused.
            write(packet, payload, ssrc, &self[keyPath: path], (outbound, address), outbox)
            return
        }
        let sequence = self[keyPath: path].retransmissionSequence
        self[keyPath: path].retransmissionSequence += 1
        let room = outbox.reserve(for: address)
        let headerLength = writeHeader(
            packet, payloadType: retransmission, sequence: sequence, ssrc: identity.videoRetransmission, to: room)
        // RFC 4588, section 4: the original number stands in front of the payload.
        let plain = room + headerLength
        let original = UInt16(truncatingIfNeeded: index - self[keyPath: path].base)
        plain.storeBytes(of: original.bigEndian, as: UInt16.self)
        (plain + 2).copyMemory(from: payload.baseAddress ?? UnsafeRawPointer(plain), byteCount: payload.count)
        let length = outbound.sealRTP(
            at: room, headerLength: headerLength,
            payload: UnsafeRawBufferPointer(start: plain, count: payload.count + 2),
            ssrc: identity.videoRetransmission.rawValue, index: UInt64(bitPattern: sequence))
        outbox.commit(length)
    }

    /// Sends one compound of sender reports, so that picture and sound stay together.
    func report(video videoTrack: Track, audio audioTrack: Track, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard let path else { return }
        let room = outbox.reserve(for: path.address)
        var span = UnsafeMutableBufferPointer(
            start: room.assumingMemoryBound(to: UInt8.self), count: Outbox.Limit.control
        ).mutableSpan
        var writer = RTCPWriter()
        for (track, consumer, ssrc) in [
            (videoTrack, video, identity.video), (audioTrack, audio, identity.audio),
        ] where consumer.packets > 0 {
            guard let moment = track.report(at: now, wall: wall) else { continue }
            let report = SenderReport(
                ssrc: ssrc, ntp: moment.wall, timestamp: moment.timestamp, packetCount: consumer.packets,
                octetCount: consumer.octets)
            let blocks: [ReportBlock] = []
            _ = writer.append(report, blocks: blocks.span, into: &span)
            let name = Array(identity.canonicalName.utf8)
            _ = writer.appendCanonicalName(name.span, of: ssrc, into: &span)
        }
        guard writer.length > 0 else { return }
        outbox.commit(path.outbound.sealRTCP(at: room, length: writer.length))
    }
}
