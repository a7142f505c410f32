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
        /// A layer is named by its position; a picture without layers is at position 0.
        case keyFrameRequested(layer: Int)
        case ended(SessionEnding)
    }

    enum Limit {
        /// A report a second ties picture and sound together soon after the start.
        static let reportInterval = MediaSpan.seconds(1)
        /// Packets of a paced frame that may wait; beyond, the network is not keeping up and frames are dropped whole.
        static let waiting = 1_024
    }

    private struct Waiting {
        var layer: Int
        var payload: [UInt8]
        var timestamp: RTPTimestamp
        var isLast: Bool
    }

    private let session: ClientSession
    private let report: (Event) -> Void
    private let name: [UInt8]
    private let pacing: Pacing?
    private let buffer = PacketBuffer()
    /// By position of the layer; nil for a layer that the server does not take.
    private var video: [OutgoingTrack?] = []
    private var audio: OutgoingTrack?
    private var queue: [Waiting] = []
    private var nextBurst: MediaTime?
    private var nextReport = MediaTime(nanoseconds: 0)

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
        name = Array(names.audio.canonicalName.rawValue.utf8)
        for track in plan.tracks {
            switch track.kind {
            case .video: video = OutgoingTrack.video(names, as: track)
            case .audio: audio = OutgoingTrack(names.audio, as: track)
            }
        }
    }

    var isOver: Bool { session.isOver }
    var nextDeadline: MediaTime? { nextBurst }
    /// Packets sent a second time since the session began.
    var retransmitted: Int64 { tracks.reduce(0) { $0 + $1.retransmitted } }
    private var tracks: [OutgoingTrack] { (video + [audio]).compactMap(\.self) }

    // MARK: Media

    /// Sends a layer's frame, or its first burst; dropped before the keys stand, and where the layer is not taken.
    func send(_ frame: VideoFrame, layer: Int = 0, at now: MediaTime) {
        guard session.outbound != nil, video.indices.contains(layer), video[layer] != nil,
            queue.count < Limit.waiting
        else { return }
        let timestamp = RTPTimestamp(rawValue: frame.timestamp90k)
        video[layer]?.setClock(timestamp, capturedAt: frame.capturedAt)
        for (position, payload) in frame.payloads.enumerated() {
            queue.append(
                Waiting(
                    layer: layer, payload: payload, timestamp: timestamp,
                    isLast: position == frame.payloads.count - 1))
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
            video[item.layer]?.send(
                item.payload, timestamp: item.timestamp, marker: item.isLast, over: session, from: buffer)
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
            for track in tracks {
                guard let report = track.report(wall: wall) else { continue }
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
        var wanted: Set<Int> = []
        while let packet = reader.next(in: bytes) {
            switch packet {
            case .genericNack(let nack):
                nack.forEachMissing(in: bytes) { number in resend(number, of: nack.sources.media) }
            case .pictureLoss(let request):
                if let layer = layer(of: request.sources.media) { wanted.insert(layer) }
            case .fullIntra(let request):
                for position in 0..<request.count {
                    let entry = request.entry(position, in: bytes)
                    guard let layer = layer(of: entry.ssrc),
                        video[layer]?.takeFullIntra(command: entry.command) == true
                    else { continue }
                    wanted.insert(layer)
                }
            default:
                break
            }
        }
        for layer in wanted.sorted() { report(.keyFrameRequested(layer: layer)) }
    }

    /// The position of the layer that a source sends.
    private func layer(of ssrc: SSRC) -> Int? {
        video.firstIndex { $0?.ssrc == ssrc }
    }

    private func resend(_ number: SequenceNumber, of ssrc: SSRC) {
        if let layer = layer(of: ssrc) {
            video[layer]?.resend(number, over: session, from: buffer)
        } else if ssrc == audio?.ssrc {
            audio?.resend(number, over: session, from: buffer)
        }
    }
}
