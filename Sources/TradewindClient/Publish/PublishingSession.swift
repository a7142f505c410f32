internal import ICE
internal import RTP
internal import SDP
internal import SecureTransport

/// One publishing session without a socket: frames in, packets, repairs and reports out.
///
/// The rate is the caller's: transport-wide feedback is not asked for.
final class PublishingSession: LoopSession {
    enum Event: Sendable, Equatable {
        case live
        case keyFrameRequested
        case ended(SessionEnding)
    }

    enum Limit {
        /// A report a second ties picture and sound together soon after the start.
        static let reportInterval = MediaSpan.seconds(1)
        /// Packets of a paced frame that may wait; beyond, the network is not keeping up and frames are dropped whole.
        static let waiting = 1_024
    }

    private struct Waiting {
        var payload: [UInt8]
        var timestamp: RTPTimestamp
        var isLast: Bool
    }

    private let session: ClientSession
    private let report: (Event) -> Void
    private let name: [UInt8]
    private let pacing: Pacing?
    private let buffer = PacketBuffer()
    private var video: OutgoingTrack?
    private var audio: OutgoingTrack?
    private var queue: [Waiting] = []
    private var nextBurst: MediaTime?
    private var nextReport = MediaTime(nanoseconds: 0)
    private var lastCommand: UInt8?

    init(
        plan: SessionPlan,
        names: StreamNames,
        pacing: Pacing?,
        context: DTLSContext,
        at now: MediaTime,
        transmit: @escaping ClientSession.Transmit,
        report: @escaping (Event) -> Void
    ) throws(SecureTransportError) {
        session = try ClientSession(plan: plan, context: context, at: now, transmit: transmit)
        self.report = report
        self.pacing = pacing
        name = Array(names.streams.video.canonicalName.rawValue.utf8)
        for track in plan.tracks {
            guard let format = track.formats.first else { continue }
            let stream = names.streams[track.kind]
            let repair = format.retransmission.flatMap { payloadType in
                stream.retransmission.map { OutgoingTrack.Repair(ssrc: $0, payloadType: payloadType) }
            }
            let number = randomBytes(2).reduce(0 as UInt16) { $0 << 8 | UInt16($1) }
            let outgoing = OutgoingTrack(
                ssrc: stream.ssrc, payloadType: format.payloadType, clock: format.codec.clockRate, repair: repair,
                firstNumber: number)
            switch track.kind {
            case .video: video = outgoing
            case .audio: audio = outgoing
            }
        }
    }

    var isOver: Bool { session.isOver }
    var nextDeadline: MediaTime? { nextBurst }
    /// Packets sent a second time since the session began.
    var retransmitted: Int64 { (video?.retransmitted ?? 0) + (audio?.retransmitted ?? 0) }

    // MARK: Media

    /// Sends a frame, or its first burst; before the keys stand it is dropped.
    func send(_ frame: VideoFrame, at now: MediaTime) {
        guard session.outbound != nil, video != nil, queue.count < Limit.waiting else { return }
        let timestamp = RTPTimestamp(rawValue: frame.timestamp90k)
        video?.setClock(timestamp, capturedAt: frame.capturedAt)
        for (position, payload) in frame.payloads.enumerated() {
            queue.append(
                Waiting(payload: payload, timestamp: timestamp, isLast: position == frame.payloads.count - 1))
        }
        if nextBurst == nil { sendBurst(at: now) }
    }

    func send(_ packet: AudioPacket) {
        let timestamp = RTPTimestamp(rawValue: packet.timestamp48k)
        guard session.outbound != nil else { return }
        audio?.setClock(timestamp, capturedAt: packet.capturedAt)
        audio?.send(packet.payload, timestamp: timestamp, marker: false, over: session, from: buffer)
    }

    private func sendBurst(at now: MediaTime) {
        let count = min(queue.count, pacing?.packets ?? queue.count)
        for item in queue[..<count] {
            video?.send(item.payload, timestamp: item.timestamp, marker: item.isLast, over: session, from: buffer)
        }
        queue.removeFirst(count)
        guard let pacing, !queue.isEmpty else {
            nextBurst = nil
            return
        }
        let pause = MediaSpan(nanoseconds: pacing.pause.components.attoseconds / 1_000_000_000)
        // Kept to the plan, not to when the thread woke: pauses must not add up.
        nextBurst = max((nextBurst ?? now) + pause, now)
    }

    // MARK: Datagrams and time

    func receive(
        _ datagram: UnsafeMutableBufferPointer<UInt8>, from source: TransportAddress, at now: MediaTime
    ) {
        switch DatagramKind(of: datagram.span) {
        case .stun, .dtls: note(session.receiveSetup(Array(datagram), from: source, at: now))
        case .rtcp where source == session.server: receiveControl(datagram)
        case .rtp, .rtcp, .unknown: return
        }
    }

    func tick(at now: MediaTime, wall: NTPTime) {
        note(session.tick(at: now))
        if let nextBurst, nextBurst <= now { sendBurst(at: now) }
        guard session.outbound != nil, now >= nextReport else { return }
        nextReport = now + Limit.reportInterval
        sendReports(wall)
    }

    func close() {
        guard !session.isOver else { return }
        session.close()
        report(.ended(.closed))
    }

    private func note(_ change: ClientSession.Change) {
        switch change {
        case .none, .reachable: return
        case .secured: report(.live)
        case .ended(let ending): report(.ended(ending))
        }
    }

    private func sendReports(_ wall: NTPTime) {
        // A span of a property would not live through the closure.
        let name = name
        buffer.sendControl(over: session) { writer, span in
            for track in [video, audio] {
                guard let track, let report = track.report(wall: wall) else { continue }
                let blocks: [ReportBlock] = []
                _ = writer.append(report, blocks: blocks.span, into: &span)
                _ = writer.appendCanonicalName(name.span, of: track.ssrc, into: &span)
            }
        }
    }

    private func receiveControl(_ datagram: UnsafeMutableBufferPointer<UInt8>) {
        guard let inbound = session.inbound,
            let length = try? inbound.openRTCP(UnsafeMutableRawBufferPointer(datagram))
        else { return }
        let bytes = UnsafeMutableBufferPointer(rebasing: datagram[..<length]).span
        var reader = RTCPReader()
        var wantsKeyFrame = false
        while let packet = reader.next(in: bytes) {
            switch packet {
            case .genericNack(let nack):
                nack.forEachMissing(in: bytes) { number in resend(number, of: nack.sources.media) }
            case .pictureLoss(let request):
                wantsKeyFrame = wantsKeyFrame || request.sources.media == video?.ssrc
            case .fullIntra(let request):
                for position in 0..<request.count {
                    let entry = request.entry(position, in: bytes)
                    // The same command again is the same request again (RFC 5104, section 4.3.1.2).
                    guard entry.ssrc == video?.ssrc, entry.command != lastCommand else { continue }
                    lastCommand = entry.command
                    wantsKeyFrame = true
                }
            default:
                break
            }
        }
        if wantsKeyFrame { report(.keyFrameRequested) }
    }

    private func resend(_ number: SequenceNumber, of ssrc: SSRC) {
        if ssrc == video?.ssrc {
            video?.resend(number, over: session, from: buffer)
        } else if ssrc == audio?.ssrc {
            audio?.resend(number, over: session, from: buffer)
        }
    }
}
