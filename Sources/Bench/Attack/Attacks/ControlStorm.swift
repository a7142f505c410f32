internal import CongestionControl
internal import RTP
internal import SecureTransport

/// Valid, authenticated RTCP of viewers, a thousand times as much as any player sends.
struct ControlStorm: Attack {
    enum Kind {
        /// Requests for all 65,536 numbers, over and over (RFC 4585, section 6.2.1).
        case requests
        /// Requests for key frames, of both forms.
        case keyFrames
        /// Feedback on packets that were never sent, in all its forms.
        case feedback
        /// Estimates and reports without sense.
        case estimates
    }

    private enum Load {
        /// Of all attackers together.
        static let rate = 8_000
        static let sessions = 4
        /// Entries of one request: 17 numbers each.
        static let entries = 280
    }

    let kind: Kind

    init(_ kind: Kind) {
        self.kind = kind
    }

    var name: String {
        switch kind {
        case .requests: "RTCP: NACK of all numbers"
        case .keyFrames: "RTCP: PLI and FIR"
        case .feedback: "RTCP: transport feedback"
        case .estimates: "RTCP: REMB and reports"
        }
    }
    var limit: String {
        switch kind {
        case .requests: "ViewerControl.requests, RetransmissionBudget"
        case .keyFrames: "KeyFrameAllowance, KeyFrameRequester"
        case .feedback: "ViewerControl.feedback"
        case .estimates: "ViewerControl.datagrams"
        }
    }
    var rate: Int { Load.rate }

    private final class Storm: Assault {
        private let kind: Kind
        private let sessions: [HostileSession]
        /// Requests for all numbers of each session's picture, written once.
        private let requests: [[[UInt8]]]

        init(_ kind: Kind, _ sessions: [HostileSession]) {
            (self.kind, self.sessions) = (kind, sessions)
            let packets = 65_536 / (17 * Load.entries) + 1
            requests = sessions.map { session in
                (0..<packets).map { ControlStorm.requests(from: $0 * 17 * Load.entries, session.picture) }
            }
        }

        func run(for length: Duration) -> AttackReport {
            for session in sessions { _ = session.drain() }
            var (out, back, repeated) = (0, 0, 0)
            func drain() {
                for session in sessions {
                    let received = session.drain()
                    back += received.bytes
                    repeated += received.repeated
                }
            }
            let sent = Pace.run(Load.rate, for: length) { number in
                let session = sessions[number % sessions.count]
                out += send(number / sessions.count, on: session, number % sessions.count)
                if number % 64 == 0 { drain() }
            }
            drain()
            guard kind == .requests else { return AttackReport(sent: sent) }
            let perSecond = Double(repeated) / length.seconds / Double(sessions.count)
            return AttackReport(
                sent: sent,
                note: "each of \(sessions.count): \(out / sessions.count / 1_000) kB in, "
                    + "\(repeated / sessions.count / 1_000) kB sent again "
                    + "(\((perSecond * 8 / 1e6).decimals(2)) Mbit/s), \(back / sessions.count / 1_000) kB in all")
        }

        private func send(_ number: Int, on session: HostileSession, _ place: Int) -> Int {
            let sources = FeedbackSources(sender: SSRC(rawValue: 1), media: session.picture)
            switch kind {
            case .requests:
                return session.sendControl(requests[place][number % requests[place].count])
            case .keyFrames:
                return session.sendControl { writer, span in
                    _ = writer.appendPictureLoss(sources, into: &span)
                    _ = writer.appendFullIntra(
                        from: sources.sender, to: session.picture, command: UInt8(truncatingIfNeeded: number),
                        into: &span)
                }
            case .feedback:
                return session.sendControl(ControlStorm.feedback(number, session.picture))
            case .estimates:
                return session.sendControl { writer, span in
                    let media = [session.picture, session.sound]
                    let rate = Bitrate(bitsPerSecond: UInt64.random(in: 0...(1 << 60)))
                    let blocks: [ReportBlock] = [.nonsense(session)]
                    _ = writer.appendReceiverReport(from: sources.sender, blocks: blocks.span, into: &span)
                    _ = writer.appendBitrateEstimate(rate, from: sources.sender, media: media.span, into: &span)
                }
            }
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        let context = try HostileContext.make()
        return Storm(
            kind,
            try (0..<Load.sessions).map { number in
                let session = try HostileSession(
                    whep: target.whep, from: LoopbackAddress.numbered(110 + number), context: context)
                try session.connect()
                return session
            })
    }

    // MARK: Written by hand, for no writer of ours would

    /// Requests 17 numbers with each of its entries, from one on.
    private static func requests(from first: Int, _ media: SSRC) -> [UInt8] {
        var packet = head(format: 1, words: 2 + Load.entries, media)
        for entry in 0..<Load.entries {
            append16(first + 17 * entry, to: &packet)
            append16(0xFFFF, to: &packet)
        }
        return packet
    }

    /// Feedback that tells of as many packets as it may: all lost, all there at once, or at random.
    private static func feedback(_ number: Int, _ media: SSRC) -> [UInt8] {
        switch number % 3 {
        case 0:
            // One run of 8,191 packets that did not come, and padding.
            return feedback(number, media, chunks: [0x1FFF], deltas: [])
        case 1:
            // A run of 1,000 packets, each 64 ms after the one before.
            return feedback(number, media, chunks: [0x2000 | 1_000], deltas: [UInt8](repeating: 255, count: 1_000))
        default:
            // Symbols at random, of which the large ones go back in time.
            return feedback(
                number, media, chunks: (0..<40).map { _ in UInt16.random(in: 0xC000...0xFFFF) },
                deltas: randomBytes(560))
        }
    }

    private static func feedback(_ number: Int, _ media: SSRC, chunks: [UInt16], deltas: [UInt8]) -> [UInt8] {
        let count = chunks.reduce(0) { $0 + ($1 & 0x8000 == 0 ? Int($1 & 0x1FFF) : 7) }
        var body: [UInt8] = []
        append16(number &* 977, to: &body)
        append16(count, to: &body)
        body += [UInt8(truncatingIfNeeded: number >> 4), 0, 1, UInt8(truncatingIfNeeded: number)]
        for chunk in chunks { append16(Int(chunk), to: &body) }
        body += deltas
        while body.count % 4 != 0 { body.append(0) }
        return head(format: 15, words: 2 + body.count / 4, media) + body
    }

    private static func head(format: UInt8, words: Int, _ media: SSRC) -> [UInt8] {
        var packet: [UInt8] = [0x80 | format, 205]
        append16(words, to: &packet)
        for word in [1, media.rawValue] {
            append16(Int(word >> 16), to: &packet)
            append16(Int(word & 0xFFFF), to: &packet)
        }
        return packet
    }

    private static func append16(_ value: Int, to bytes: inout [UInt8]) {
        bytes += [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}

extension ReportBlock {
    /// Everything lost, and more than there ever was.
    fileprivate static func nonsense(_ session: HostileSession) -> ReportBlock {
        ReportBlock(
            ssrc: session.picture, fractionLost: .random(in: 0...255), cumulativeLost: 0x7F_FFFF,
            extendedHighestSequence: .random(in: 0...(.max)), jitter: .max, lastSenderReport: .random(in: 0...(.max)),
            delaySinceLastSenderReport: CompactNTPSpan(rawValue: .random(in: 0...(.max))))
    }
}
