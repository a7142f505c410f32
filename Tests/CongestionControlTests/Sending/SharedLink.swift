import CongestionControl
import RTP
import Rehearsal

/// Senders who share one link, with a receiver for each, in virtual time.
struct SharedLink {
    /// One who sends what it may, or what its source gives.
    struct Sender {
        var rate = SendRate()
        /// What it has to send; nil for as much as it may.
        var source: Bitrate?
        /// What it would send if it were allowed.
        var wanted = Bitrate.kilobits(5_000)
        fileprivate(set) var offered = 0
        fileprivate(set) var delivered = 0
        fileprivate var bursts: (probe: Probe, left: Int, next: MediaTime)?
        fileprivate var log = SentPacketLog()
        fileprivate var recorder = TransportFeedbackRecorder()
        fileprivate var nextPacket = SharedLink.start
    }

    /// What a stretch of time brought.
    struct Stretch {
        var offered: [Bitrate]
        var delivered: [Bitrate]
        /// The mean of all packets, in milliseconds.
        var delay: Double
    }

    private enum Arrival {
        case packet(Int, SequenceNumber, bytes: Int, sentAt: MediaTime)
        case feedback(Int, [UInt8])
    }

    private static let start = MediaTime(nanoseconds: 1_000_000_000)
    private static let packet = 1_228
    /// IP and UDP headers, which the link adds by itself.
    private static let overhead = 28

    var senders: [Sender]
    private var down: EmulatedLink
    private var up: EmulatedLink
    private var line = DelayLine<Arrival>()
    private var now = SharedLink.start
    private var delays = (sum: 0.0, count: 0)

    init(_ script: String, sources: [Bitrate?]) throws {
        let script = try LinkScript(script)
        down = EmulatedLink(script, seed: 1, start: now)
        up = EmulatedLink(script, seed: 2, start: now)
        senders = sources.map { Sender(source: $0) }
    }

    /// Lets time pass.
    mutating func run(for seconds: Double) -> Stretch {
        let end = now + MediaSpan(nanoseconds: Int64(seconds * 1e9))
        let (before, begin) = (senders, now)
        delays = (0, 0)
        while now < end {
            now = now + .milliseconds(1)
            for position in senders.indices { send(position) }
            while let arrival = line.next(by: now) { receive(arrival) }
            for position in senders.indices { tell(position) }
        }
        let span = now - begin
        return Stretch(
            offered: zip(senders, before).map { Bitrate(bytes: $0.offered - $1.offered, in: span) },
            delivered: zip(senders, before).map { Bitrate(bytes: $0.delivered - $1.delivered, in: span) },
            delay: delays.sum / Double(max(1, delays.count)))
    }

    private mutating func send(_ position: Int) {
        if let probe = senders[position].rate.nextProbe(wanted: senders[position].wanted, at: now) {
            senders[position].bursts = (probe, Probe.Limit.bursts, now)
        }
        if let (probe, left, due) = senders[position].bursts, due <= now {
            let bytes = Probe.Limit.padding + Self.overhead
            for _ in 0..<(probe.burstBytes + bytes - 1) / bytes { put(position, bytes: bytes, probe: probe.id) }
            senders[position].bursts = left > 1 ? (probe, left - 1, due + Probe.Limit.interval) : nil
        }
        let pace = min(senders[position].rate.rate, senders[position].source ?? .kilobits(100_000))
        while senders[position].nextPacket <= now {
            put(position, bytes: Self.packet, probe: 0)
            senders[position].nextPacket = senders[position].nextPacket + pace.time(for: Self.packet)
        }
    }

    private mutating func put(_ position: Int, bytes: Int, probe: UInt8) {
        let number = senders[position].log.send(bytes, at: now, probe: probe)
        senders[position].offered += bytes
        if case .once(let arrival) = down.send(bytes - Self.overhead, at: now) {
            line.insert(.packet(position, number, bytes: bytes, sentAt: now), arriving: arrival)
        }
    }

    private mutating func receive(_ arrival: Arrival) {
        switch arrival {
        case .packet(let position, let number, let bytes, let sentAt):
            senders[position].delivered += bytes
            senders[position].recorder.record(number, at: now)
            delays.sum += Double((now - sentAt).nanoseconds) / 1e6
            delays.count += 1
        case .feedback(let position, let bytes):
            var reported: [ReportedPacket] = []
            var reader = RTCPReader()
            while let packet = reader.next(in: bytes.span) {
                guard case .transportFeedback(let feedback) = packet else { continue }
                senders[position].log.take(feedback, in: bytes.span, at: now) { reported.append($0) }
            }
            senders[position].rate.take(reported.span, at: now)
        }
    }

    private mutating func tell(_ position: Int) {
        guard senders[position].recorder.isDue(at: now) else { return }
        var bytes = [UInt8](repeating: 0, count: 1_200)
        var writer = RTCPWriter()
        var span = bytes.mutableSpan
        let isWritten = senders[position].recorder.appendFeedback(
            at: now, from: SSRC(rawValue: 1), about: SSRC(rawValue: 2), to: &writer, into: &span)
        guard isWritten, case .once(let arrival) = up.send(writer.length, at: now) else { return }
        line.insert(.feedback(position, Array(bytes[..<writer.length])), arriving: arrival)
    }
}
