internal import CongestionControl
internal import ICE
internal import RTP
internal import SDP
internal import SecureTransport

/// One playing session without a socket: packets in, requests and reports out.
final class PlayingSession: LoopSession {
    enum Limit {
        /// As often as a browser.
        static let reportInterval = MediaSpan.seconds(1)
    }

    private let session: ClientSession
    private let settings: PlaySettings
    private let report: (PlaybackState) -> Void
    private let asked: MediaTime
    private let sender: SSRC
    private let buffer = PacketBuffer()
    private var video: IncomingTrack?
    private var audio: IncomingTrack?
    private var times: JoinTimes
    private var state: PlaybackState = .connecting
    private var wantsKeyFrame = false
    private var unopened: Int64 = 0
    private var nextReport = MediaTime(nanoseconds: 0)
    private let transportSequence: HeaderExtensionID?
    private var feedback = TransportFeedbackRecorder()

    /// - Parameter asked: when the request left; ``JoinTimes`` count from it.
    init(
        plan: SessionPlan,
        settings: PlaySettings,
        context: DTLSContext,
        asked: MediaTime,
        at now: MediaTime,
        transmit: @escaping ClientSession.Transmit,
        report: @escaping (PlaybackState) -> Void
    ) throws(SecureTransportError) {
        session = try ClientSession(plan: plan, context: context, at: now, transmit: transmit)
        self.settings = settings
        self.report = report
        self.asked = asked
        times = JoinTimes(answered: .nanoseconds((now - asked).nanoseconds))
        sender = SSRC(rawValue: randomBytes(4).reduce(0) { $0 << 8 | UInt32($1) })
        transportSequence = plan.tracks.lazy.compactMap { $0.extensions[.transportSequenceNumber] }.first
        for track in plan.tracks {
            switch track.kind {
            case .video: video = IncomingTrack(track)
            case .audio: audio = IncomingTrack(track)
            }
        }
    }

    var isOver: Bool { session.isOver }
    var nextDeadline: MediaTime? { nil }

    var statistics: PlaybackStatistics {
        PlaybackStatistics(
            state: state, times: times, video: video?.statistics ?? .init(), audio: audio?.statistics ?? .init(),
            unopened: unopened)
    }

    /// Asks for a key frame with the next beat.
    func requestKeyFrame() {
        wantsKeyFrame = true
    }

    /// Begins ICE anew; media goes on.
    func restart(local: Credentials, remote: Credentials, at now: MediaTime) {
        session.restart(local: local, remote: remote, at: now)
    }

    func close() {
        guard !session.isOver else { return }
        session.close()
        become(.ended(.closed))
    }

    // MARK: Datagrams

    func receive(
        _ datagram: UnsafeMutableBufferPointer<UInt8>, from source: TransportAddress, at now: MediaTime
    ) {
        switch DatagramKind(of: datagram.span) {
        case .rtp where source == session.server:
            record(datagram.span, at: now)
            if settings.depth == .counting, state == .playing {
                countSealed(datagram.span, at: now)
            } else {
                open(datagram, at: now)
            }
        case .rtcp where source == session.server: receiveControl(datagram, at: now)
        case .stun, .dtls: note(session.receiveSetup(Array(datagram), from: source, at: now), at: now)
        case .rtp, .rtcp, .unknown: return
        }
    }

    /// Notes when a packet came, by the number it has on the whole transport: its header stands in the clear.
    private func record(_ bytes: Span<UInt8>, at now: MediaTime) {
        guard let transportSequence, bytes.count >= PacketHeader.fixedLength, bytes[0] & 0x10 != 0,
            let block = HeaderExtensionBlock(
                parsing: bytes, at: PacketHeader.fixedLength + 4 * Int(bytes[0] & 0x0F)),
            let data = block.find(transportSequence, in: bytes), data.count == 2
        else { return }
        feedback.record(SequenceNumber(rawValue: bytes.uint16(at: data.lowerBound)), at: now)
    }

    /// Everything the counting depth needs stands in the clear.
    private func countSealed(_ bytes: Span<UInt8>, at now: MediaTime) {
        guard bytes.count >= PacketHeader.fixedLength else { return }
        let payloadType = PayloadType(lowBitsOf: bytes[1])
        let number = SequenceNumber(rawValue: bytes.uint16(at: 2))
        let source = SSRC(rawValue: bytes.uint32(at: 8))
        if case .media? = video?.format(payloadType) {
            _ = video?.count(number, from: source, length: bytes.count, isRepair: false, at: now)
        } else if case .media? = audio?.format(payloadType) {
            _ = audio?.count(number, from: source, length: bytes.count, isRepair: false, at: now)
        }
    }

    private func open(_ datagram: UnsafeMutableBufferPointer<UInt8>, at now: MediaTime) {
        guard let inbound = session.inbound,
            let headerLength = PacketHeader.length(ofSealed: datagram.span)
        else { return }
        guard
            let length = try? inbound.openRTP(UnsafeMutableRawBufferPointer(datagram), headerLength: headerLength)
        else {
            unopened += 1
            return
        }
        let packet = UnsafeMutableBufferPointer(rebasing: datagram[..<length])
        guard let header = PacketHeader(parsing: packet.span) else { return }
        if times.firstPacket == nil { times.firstPacket = elapsed(now) }
        if let format = video?.format(header.payloadType) {
            take(packet, header, format, \.video, sealed: datagram.count, at: now)
        } else if let format = audio?.format(header.payloadType) {
            take(packet, header, format, \.audio, sealed: datagram.count, at: now)
        }
    }

    private func take(
        _ packet: UnsafeMutableBufferPointer<UInt8>,
        _ header: PacketHeader,
        _ format: IncomingTrack.Format,
        _ track: ReferenceWritableKeyPath<PlayingSession, IncomingTrack?>,
        sealed: Int,
        at now: MediaTime
    ) {
        switch format {
        case .media(let codec):
            place(packet, header, codec, track, isRepair: false, sealed: sealed, at: now)
        case .repair(let payloadType, let codec):
            guard let ssrc = self[keyPath: track]?.ssrc else { return }
            var span = packet.mutableSpan
            guard
                let length = Retransmission.decapsulate(&span, header: header, payloadType: payloadType, ssrc: ssrc)
            else { return }
            let restored = UnsafeMutableBufferPointer(rebasing: packet[..<length])
            guard let header = PacketHeader(parsing: restored.span) else { return }
            place(restored, header, codec, track, isRepair: true, sealed: sealed, at: now)
        }
    }

    private func place(
        _ packet: UnsafeMutableBufferPointer<UInt8>,
        _ header: PacketHeader,
        _ codec: MediaCodec,
        _ track: ReferenceWritableKeyPath<PlayingSession, IncomingTrack?>,
        isRepair: Bool,
        sealed: Int,
        at now: MediaTime
    ) {
        let counted = self[keyPath: track]?.count(
            header.sequenceNumber, from: header.ssrc, length: sealed, isRepair: isRepair, at: now)
        guard let sequence = counted, !header.payload.isEmpty else { return }
        let bytes = packet.span
        let startsKeyFrame = codec.startsKeyFrame(bytes, payload: header.payload)
        if startsKeyFrame, state == .connected {
            times.firstPicture = elapsed(now)
            become(.playing)
        }
        guard let packetArrived = settings.packetArrived else { return }
        let played = PlayedPacket(
            kind: codec.kind == .video ? .video : .audio, sequence: sequence, timestamp: header.timestamp.rawValue,
            marker: header.marker, startsKeyFrame: startsKeyFrame, isRepair: isRepair)
        packetArrived(played, bytes.extracting(header.payload))
    }

    private func receiveControl(_ datagram: UnsafeMutableBufferPointer<UInt8>, at now: MediaTime) {
        guard let inbound = session.inbound,
            let length = try? inbound.openRTCP(UnsafeMutableRawBufferPointer(datagram))
        else { return }
        let bytes = UnsafeMutableBufferPointer(rebasing: datagram[..<length]).span
        var reader = RTCPReader()
        while let packet = reader.next(in: bytes) {
            guard case .senderReport(let report) = packet else { continue }
            video?.reported(report, at: now)
            audio?.reported(report, at: now)
            tell(report)
        }
    }

    private func tell(_ report: SenderReport) {
        let kind: PlayedPacket.Kind? = report.ssrc == video?.ssrc ? .video : report.ssrc == audio?.ssrc ? .audio : nil
        guard let kind, let reportArrived = settings.reportArrived else { return }
        reportArrived(
            PlayedReport(
                kind: kind, timestamp: report.timestamp.rawValue, wall: .nanoseconds(report.ntp.unixNanoseconds)))
    }

    // MARK: Time

    func tick(at now: MediaTime, wall: NTPTime) {
        note(session.tick(at: now), at: now)
        guard session.outbound != nil else { return }
        buffer.sendControl(over: session) { writer, span in
            if now >= nextReport {
                nextReport = now + Limit.reportInterval
                let blocks = [video?.block(at: now), audio?.block(at: now)].compactMap(\.self)
                _ = writer.appendReceiverReport(from: sender, blocks: blocks.span, into: &span)
            }
            if feedback.isDue(at: now), let media = video?.ssrc {
                _ = feedback.appendFeedback(at: now, from: sender, about: media, to: &writer, into: &span)
            }
            if settings.repairsLoss { appendRequests(&writer, &span, at: now) }
            if wantsKeyFrame, let media = video?.ssrc {
                wantsKeyFrame = false
                _ = writer.appendPictureLoss(FeedbackSources(sender: sender, media: media), into: &span)
            }
        }
    }

    private func appendRequests(_ writer: inout RTCPWriter, _ span: inout MutableSpan<UInt8>, at now: MediaTime) {
        for track in [\PlayingSession.video, \.audio] {
            guard let media = self[keyPath: track]?.ssrc,
                let missing = self[keyPath: track]?.dueRequests(at: now), !missing.isEmpty
            else { continue }
            _ = writer.appendNack(FeedbackSources(sender: sender, media: media), missing: missing.span, into: &span)
        }
    }

    private func note(_ change: ClientSession.Change, at now: MediaTime) {
        if session.server != nil, times.reachable == nil { times.reachable = elapsed(now) }
        switch change {
        case .none, .reachable: return
        case .secured:
            times.secured = elapsed(now)
            become(.connected)
        case .ended(let ending): become(.ended(ending))
        }
    }

    private func become(_ state: PlaybackState) {
        self.state = state
        report(state)
    }

    private func elapsed(_ now: MediaTime) -> Duration { .nanoseconds((now - asked).nanoseconds) }
}
