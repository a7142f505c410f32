internal import RTP

/// Viewers over TCP who never read what they asked for.
struct DeafReaders: Attack {
    private enum Load {
        static let readers = 20
        /// Checks a second of each, so that its session stays.
        static let checks = 1
    }

    let name = "TCP: viewers who never read"
    let limit = "ConnectionListener.sendBuffer"
    let rate = Load.readers * Load.checks

    private final class Deafness: Assault {
        private let sessions: [HostileSession]

        init(_ sessions: [HostileSession]) {
            self.sessions = sessions
        }

        func run(for length: Duration) -> AttackReport {
            let sent = Pace.run(Load.readers * Load.checks, for: length) { number in
                sessions[number % sessions.count].sendControl { writer, span in
                    let blocks: [ReportBlock] = []
                    _ = writer.appendReceiverReport(from: SSRC(rawValue: 1), blocks: blocks.span, into: &span)
                }
            }
            let waiting = sessions.reduce(0) { $0 + $1.drain().bytes }
            return AttackReport(sent: sent, note: "\(waiting / sessions.count / 1_000) kB waited for each")
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        let context = try HostileContext.make()
        return Deafness(
            try (0..<Load.readers).map { number in
                let session = try HostileSession(
                    whep: target.whep, from: LoopbackAddress.numbered(340 + number), context: context, over: .stream)
                try session.connect()
                return session
            })
    }
}
