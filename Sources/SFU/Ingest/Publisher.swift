internal import CongestionControl
internal import RTP
internal import SecureTransport

/// A host's session: what it sends us, and the feedback it gets.
final class Publisher: PictureSource {
    enum Limit {
        /// RFC 3550 would allow less; a report a second keeps the host's estimate fresh.
        static let reportInterval = MediaSpan.milliseconds(1_000)
        /// A host's clock that moves by more, against the timestamps of a stream, was set.
        static let clockStep = MediaSpan.seconds(1)
        /// What share of a measured difference is followed at each report.
        static let clockShare: Int64 = 32
        /// A host that negotiated a picture and sends only sound for so long is heard without one.
        static let pictureWait = MediaSpan.milliseconds(1_500)
        /// Bytes of the longest name of a layer that is looked at.
        static let name = 16
    }

    /// A media packet, opened and placed, good until the datagram's buffer is used again.
    struct Incoming {
        var kind: MediaKind
        /// The layer of a simulcast; 0 without one.
        var layer: Int
        var codec: MediaCodec
        var sequence: Int64
        var timestamp: RTPTimestamp
        var marker: Bool
        var startsKeyFrame: Bool
        /// Whether a decoder that saw nothing before can begin here: for H.264, whether parameters were seen.
        var isDecodable: Bool
        var place: LayerPlace
        /// The picture's size, where the packet tells it.
        var size: PictureSize?
        /// Whether ``size`` is that of the lowest spatial layer, of which there may be more.
        var isSizeOfBase = false
        var orientation: UInt8
        /// How loud it says that it is, where it is sound and says so.
        var level: AudioLevel?
        var payload: UnsafeRawBufferPointer
        /// What tells viewers of its layers, where its payload alone does not.
        var descriptor: KeptDescriptor?
    }

    /// An opened packet and its place in its stream.
    private struct Placed {
        var packet: UnsafeMutableBufferPointer<UInt8>
        var header: PacketHeader
        /// The stream, among ``producers``.
        var position: Int
        var sequence: Int64
    }

    let id: SessionID
    let transport: Transport
    let isStandby: Bool
    /// Who publishes, as the product plane names it.
    let name: String?
    /// The slot that a host asked for; nil for a guest, whose place the plan says.
    let slot: Int?
    /// Where it is seen and heard now; nil while it waits.
    var router: Router?
    private var isHeard = true
    private var isSeen = true
    /// Whether it may have one of the places of the loudest, and since when it has one.
    var isOnFloor = false
    var heardSince: MediaTime?
    var loudness = Loudness()
    /// Whether its first packet has come, and was told of.
    var isTold = false
    private(set) var producers: [Producer]
    private(set) var lastMedia: MediaTime?
    private var firstMedia: MediaTime?
    private var hasPicture = false
    private(set) var bytesReceived: Int64 = 0
    /// Server time minus the host's.
    private var clockOffset: Int64?
    /// How often its clock was set.
    private var clockSettings = 0
    private let extensions: PublisherExtensions
    private var feedback = TransportFeedbackRecorder()
    private var nextReport = MediaTime(nanoseconds: 0)
    private let sender: SSRC

    init(id: SessionID, description: PublisherDescription, transport: Transport, sender: SSRC) {
        self.id = id
        self.transport = transport
        self.sender = sender
        isStandby = description.isStandby
        name = description.name
        slot = description.slot
        producers = description.streams.flatMap { stream in
            (0..<max(1, min(stream.layers.count, Picture.Limit.layers))).map { Producer(stream, layer: $0) }
        }
        extensions = description.extensions
    }

    /// Whether what it sends must not go to its own name: a host may look at what it sends.
    var mustNotHearItself: Bool { slot == nil || isOnFloor }

    // MARK: What may go out

    /// Whether what comes of a kind goes anywhere.
    func forwards(_ kind: MediaKind) -> Bool {
        kind == .audio ? isHeard : isSeen
    }

    /// Holds sound or picture back, from the next packet on, or lets it go out again.
    func setForwarding(heard: Bool, seen: Bool) {
        let changed = (sound: heard != isHeard, picture: seen != isSeen)
        (isHeard, isSeen) = (heard, seen)
        guard let router, router.active === self else { return }
        // After a break decoders need a fresh start, and numbers must not jump.
        if changed.sound { router.interrupt(.audio) }
        if changed.picture { router.interrupt(.video) }
        if changed.picture, seen { wantKeyFrame(.broken) }
    }

    // MARK: What it sends

    /// The names of the layers its picture comes in; empty where it is no simulcast.
    var layers: ArraySlice<String> {
        producers.first { $0.description.kind == .video }?.description.layers.prefix(Picture.Limit.layers) ?? []
    }

    /// The largest layer of its picture that comes now; nil where it sends none.
    var picture: Producer? {
        guard let lastMedia else { return producers.first { $0.description.kind == .video } }
        return producers.filter { $0.description.kind == .video }.max { left, right in
            let (leftComes, rightComes) = (left.comes(at: lastMedia), right.comes(at: lastMedia))
            return leftComes == rightComes ? left.lines < right.lines : rightComes
        }
    }

    /// How often it was asked for key frames.
    var keyFrameRequests: Int { producers.reduce(0) { $0 + $1.keyFrames.requests } }

    /// Whether there is nothing to wait for before its sound is played.
    func isSoundAlone(at now: MediaTime) -> Bool {
        guard !hasPicture else { return false }
        guard producers.contains(where: { $0.description.kind == .video }) else { return true }
        return firstMedia.map { now - $0 > Limit.pictureWait } ?? false
    }

    /// Asks for a key frame of one layer, or of all.
    func wantKeyFrame(_ reason: KeyFrameRequester.Reason, layer: Int? = nil) {
        for position in producers.indices where producers[position].description.kind == .video {
            if layer == nil || producers[position].layer == layer { producers[position].keyFrames.want(reason) }
        }
    }

    /// The host is told by an event.
    func wantLayers(_ wanted: [Bool]) {}

    /// Whether the host sends key frames of a layer when it likes and not when it is asked.
    func isDeaf(in layer: Int, at now: MediaTime) -> Bool {
        producers.first { $0.description.kind == .video && $0.layer == layer }?.keyFrames.isUnheard(at: now) ?? false
    }

    /// Opens an RTP datagram; calls `forward` with what is to be forwarded, earlier packets first.
    ///
    /// One packet, or several where it repeats what was lost; none for probes, duplicates and what is not understood.
    func receiveRTP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>, at now: MediaTime, forward: (Incoming) -> Void
    ) {
        guard let inbound = transport.inbound,
            let headerLength = PacketHeader.length(ofSealed: datagram.span),
            let plainLength = try? inbound.openRTP(UnsafeMutableRawBufferPointer(datagram), headerLength: headerLength)
        else { return }
        let packet = UnsafeMutableBufferPointer(rebasing: datagram[..<plainLength])
        guard let header = PacketHeader(parsing: packet.span) else { return }
        lastMedia = now
        firstMedia = firstMedia ?? now
        transport.heard(at: now)
        bytesReceived += Int64(plainLength)
        recordTransportSequence(header, in: packet.span, at: now)
        guard let (position, match) = producer(of: header, in: packet.span) else { return }
        switch match {
        case .media(let codec):
            producers[position].ssrc = header.ssrc
            let placed = place(packet, header, position, isFirstHand: true, at: now)
            self.forward(placed, codec, at: now, forward)
        case .redundant(let repeated):
            producers[position].ssrc = header.ssrc
            let placed = place(packet, header, position, isFirstHand: true, at: now)
            unpack(placed, all: repeated, at: now, forward)
        case .retransmission(let original):
            producers[position].retransmissionSSRC = header.ssrc
            guard let (packet, header) = restore(packet, header, as: original, position),
                let codec = producers[position].description.codecs[header.payloadType]
            else { return }
            self.forward(place(packet, header, position, isFirstHand: false, at: now), codec, at: now, forward)
        }
    }

    /// Finds the stream a packet belongs to: by its source, and by what the packet says of itself where that is new.
    private func producer(of header: PacketHeader, in bytes: Span<UInt8>) -> (Int, Producer.Match)? {
        for position in producers.indices where producers[position].knows(header.ssrc) {
            return producers[position].match(header, name: nil).map { (position, $0) }
        }
        let name = name(in: extensions.layer, header, bytes) ?? name(in: extensions.repairedLayer, header, bytes)
        for position in producers.indices {
            if let match = producers[position].match(header, name: name) { return (position, match) }
        }
        return nil
    }

    private func name(in id: HeaderExtensionID?, _ header: PacketHeader, _ bytes: Span<UInt8>) -> String? {
        guard let id, let data = header.extensions.find(id, in: bytes), data.count <= Limit.name else { return nil }
        return String(decoding: data.map { bytes[$0] }, as: UTF8.self)
    }

    private func recordTransportSequence(_ header: PacketHeader, in bytes: Span<UInt8>, at now: MediaTime) {
        guard let id = extensions.transportSequence, let data = header.extensions.find(id, in: bytes), data.count == 2
        else { return }
        feedback.record(SequenceNumber(rawValue: bytes.uint16(at: data.lowerBound)), at: now)
    }

    private func restore(
        _ packet: UnsafeMutableBufferPointer<UInt8>,
        _ header: PacketHeader,
        as original: PayloadType,
        _ position: Int
    ) -> (UnsafeMutableBufferPointer<UInt8>, PacketHeader)? {
        guard let ssrc = producers[position].ssrc else { return nil }
        var span = packet.mutableSpan
        guard let length = Retransmission.decapsulate(&span, header: header, payloadType: original, ssrc: ssrc) else {
            return nil
        }
        let restored = UnsafeMutableBufferPointer(rebasing: packet[..<length])
        guard let restoredHeader = PacketHeader(parsing: restored.span) else { return nil }
        return (restored, restoredHeader)
    }

    /// Counts a packet of a stream.
    private func place(
        _ packet: UnsafeMutableBufferPointer<UInt8>, _ header: PacketHeader, _ position: Int, isFirstHand: Bool,
        at now: MediaTime
    ) -> Placed {
        let sequence = producers[position].unwrapper.unwrap(header.sequenceNumber)
        if isFirstHand {
            producers[position].statistics.record(
                sequence: sequence, timestamp: header.timestamp, bytes: packet.count, at: now)
        }
        noteThere(sequence, position, at: now)
        return Placed(packet: packet, header: header, position: position, sequence: sequence)
    }

    /// Notes that a packet need not be asked for.
    private func noteThere(_ sequence: Int64, _ position: Int, at now: MediaTime) {
        guard producers[position].description.acceptsNACK else { return }
        _ = producers[position].missing.received(sequence, at: now)
    }

    private func forward(_ placed: Placed, _ codec: MediaCodec, at now: MediaTime, _ forward: (Incoming) -> Void) {
        if codec.kind == .audio {
            producers[placed.position].arrivals.received(placed.sequence, placed.header.timestamp)
        }
        guard !placed.header.payload.isEmpty else { return }
        forward(incoming(placed, codec, at: now))
    }

    /// Forwards what is missing of the earlier packets in a packet of sound, then its own.
    ///
    /// They are those right before it: a sender repeats its latest, and the times tell where it did not.
    private func unpack(_ whole: Placed, all type: PayloadType, at now: MediaTime, _ forward: (Incoming) -> Void) {
        let bytes = whole.packet.span
        guard let codec = producers[whole.position].description.codecs[type],
            var blocks = RedundantBlockCursor(bytes, payload: whole.header.payload)
        else { return }
        while let block = blocks.next(in: bytes) {
            guard block.payloadType == type, !block.payload.isEmpty else { continue }
            var part = whole
            part.header.payload = block.payload
            if block.distance > 0 {
                part.sequence -= Int64(block.distance)
                part.header.timestamp = part.header.timestamp.advanced(by: -block.offset)
                part.header.marker = false
                guard producers[part.position].arrivals.fill(part.sequence, part.header.timestamp) else { continue }
                noteThere(part.sequence, part.position, at: now)
            }
            self.forward(part, codec, at: now, forward)
        }
    }

    /// What is forwarded of a packet that has a payload.
    private func incoming(_ placed: Placed, _ codec: MediaCodec, at now: MediaTime) -> Incoming {
        let (header, position) = (placed.header, placed.position)
        producers[position].codec = codec
        producers[position].lastMedia = now
        if codec.kind == .video { hasPicture = true }
        let bytes = placed.packet.span
        let startsKeyFrame = codec.startsKeyFrame(bytes, payload: header.payload)
        if startsKeyFrame, codec != .h264 || codec.pictureSize(bytes, payload: header.payload) != nil {
            producers[position].hasParameters = true
        }
        var size: PictureSize?
        var isSizeOfBase = false
        if startsKeyFrame {
            producers[position].keyFrames.keyFrameArrived(at: now)
            size = codec.pictureSize(bytes, payload: header.payload)
            if let size { producers[position].size = size }
            if let base = codec.baseSize(bytes, payload: header.payload) { (size, isSizeOfBase) = (base, true) }
        }
        if header.marker { producers[position].frames += 1 }
        let (place, descriptor) = layers(of: header, in: bytes, codec, position)
        var turned = StoredPacket.none
        if let id = extensions.orientation, let data = header.extensions.find(id, in: bytes), data.count == 1 {
            turned = bytes[data.lowerBound]
        }
        return Incoming(
            kind: codec.kind, layer: producers[position].layer, codec: codec, sequence: placed.sequence,
            timestamp: header.timestamp, marker: header.marker,
            startsKeyFrame: startsKeyFrame, isDecodable: startsKeyFrame && producers[position].hasParameters,
            place: place, size: size, isSizeOfBase: isSizeOfBase,
            orientation: turned,
            level: codec.kind == .audio ? level(header, in: bytes) : nil,
            payload: UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: placed.packet[header.payload])),
            descriptor: descriptor)
    }

    private func level(_ header: PacketHeader, in bytes: Span<UInt8>) -> AudioLevel? {
        guard let id = extensions.audioLevel, let data = header.extensions.find(id, in: bytes) else { return nil }
        return AudioLevel(parsing: bytes, at: data)
    }

    /// The layers within the stream that a packet belongs to, and what viewers are to be told of them.
    private func layers(
        of header: PacketHeader, in bytes: Span<UInt8>, _ codec: MediaCodec, _ position: Int
    ) -> (LayerPlace, KeptDescriptor?) {
        if codec == .av1, let id = extensions.dependencyDescriptor, let data = header.extensions.find(id, in: bytes),
            let place = producers[position].descriptors.read(bytes, at: data)
        {
            return (place, KeptDescriptor(producers[position].descriptors, of: bytes, at: data))
        }
        return (codec.layerPlace(bytes, payload: header.payload, marker: header.marker), nil)
    }

    /// Takes a datagram of RTCP; calls `reported` with the latest sender report of each stream and its time on our clock.
    ///
    /// One that is late moves our idea of the host's clock, and so all streams: picture and sound stay together.
    func receiveRTCP(
        _ datagram: UnsafeMutableBufferPointer<UInt8>,
        at now: MediaTime,
        wall: NTPTime,
        reported: (Producer, Producer.Report, NTPTime) -> Void
    ) {
        guard let inbound = transport.inbound,
            let length = try? inbound.openRTCP(UnsafeMutableRawBufferPointer(datagram))
        else { return }
        transport.heard(at: now)
        let bytes = UnsafeMutableBufferPointer(rebasing: datagram[..<length]).span
        var reader = RTCPReader()
        while let packet = reader.next(in: bytes) {
            guard case .senderReport(let report) = packet,
                let position = producers.firstIndex(where: { $0.ssrc == report.ssrc })
            else { continue }
            let measured = wall.unixNanoseconds - report.ntp.unixNanoseconds
            let isSet = setsClock(report, of: producers[position])
            if isSet { clockSettings += 1 }
            let offset = follow(measured, atOnce: isSet)
            producers[position].report = Producer.Report(
                ntp: report.ntp, timestamp: report.timestamp, arrival: now, setting: clockSettings)
            for producer in producers {
                // What was said by the clock before stands as it was understood then.
                guard let known = producer.report, known.setting == clockSettings else { continue }
                reported(producer, known, NTPTime(unixNanoseconds: known.ntp.unixNanoseconds + offset))
            }
        }
    }

    /// Whether the host's clock has moved since the stream's report before, other than the stream's timestamps have.
    private func setsClock(_ report: SenderReport, of producer: Producer) -> Bool {
        // Two streams that tell of one setting set the clock once.
        guard let before = producer.report, before.setting == clockSettings else { return false }
        let clock: ClockRate = producer.description.kind == .video ? .video : .opus
        let told = clock.span(ofTicks: Int64(before.timestamp.distance(to: report.timestamp)))
        let passed = MediaSpan(nanoseconds: report.ntp.unixNanoseconds - before.ntp.unixNanoseconds)
        return told - passed >= Limit.clockStep || passed - told >= Limit.clockStep
    }

    /// Server time minus the host's: followed slowly, since a report may be late, and at once when a clock is set.
    private func follow(_ measured: Int64, atOnce: Bool) -> Int64 {
        var offset = measured
        if let known = clockOffset, !atOnce { offset = known + (measured - known) / Limit.clockShare }
        clockOffset = offset
        return offset
    }

    /// Sends the feedback that is due: what is missing, what arrived when, reports, requests for a key frame.
    func tick(at now: MediaTime, outbox: Outbox) {
        guard let outbound = transport.outbound, let address = transport.address else { return }
        let room = outbox.reserve(for: address)
        var span = UnsafeMutableBufferPointer(
            start: room.assumingMemoryBound(to: UInt8.self), count: Outbox.Limit.control
        ).mutableSpan
        var writer = RTCPWriter()
        if now >= nextReport {
            nextReport = now + Limit.reportInterval
            appendReports(&writer, &span, at: now)
        }
        appendNACKs(&writer, &span, at: now)
        for position in producers.indices {
            guard let media = producers[position].ssrc, producers[position].keyFrames.isDue(at: now) else { continue }
            _ = writer.appendPictureLoss(FeedbackSources(sender: sender, media: media), into: &span)
        }
        if feedback.isDue(at: now), let media = producers.lazy.compactMap(\.ssrc).first {
            _ = feedback.appendFeedback(at: now, from: sender, about: media, to: &writer, into: &span)
        }
        guard writer.length > 0 else { return }
        outbox.commit(outbound.sealRTCP(at: room, length: writer.length))
    }

    private func appendReports(_ writer: inout RTCPWriter, _ span: inout MutableSpan<UInt8>, at now: MediaTime) {
        var blocks: [ReportBlock] = []
        for position in producers.indices {
            guard let ssrc = producers[position].ssrc, producers[position].statistics.received > 0 else { continue }
            let report = producers[position].report
            let delay = report.map { CompactNTPSpan(now - $0.arrival) } ?? CompactNTPSpan(rawValue: 0)
            blocks.append(
                producers[position].statistics.block(
                    ssrc: ssrc, lastReport: report?.ntp.compact ?? 0, delay: delay))
        }
        _ = writer.appendReceiverReport(from: sender, blocks: blocks.span, into: &span)
    }

    private func appendNACKs(_ writer: inout RTCPWriter, _ span: inout MutableSpan<UInt8>, at now: MediaTime) {
        for position in producers.indices where !producers[position].missing.isEmpty {
            let round = producers[position].missing.round(at: now)
            if round.lost > 0, producers[position].description.kind == .video {
                producers[position].keyFrames.want(.broken)
            }
            guard !round.wanted.isEmpty, let media = producers[position].ssrc else { continue }
            _ = writer.appendNack(
                FeedbackSources(sender: sender, media: media), missing: round.wanted.span, into: &span)
        }
    }
}
