internal import RTP
internal import Rehearsal
internal import SecureTransport

/// Packets that look like the show's and that nobody's key sealed.
struct ForgedMedia: Attack {
    enum Origin {
        /// Ports that no session has.
        case strangers
        /// The host's own address and port.
        case host
        /// The socket of an attacker who is a viewer.
        case ownSession
    }

    private enum Load {
        static let rate = 20_000
        static let packets = 64
        /// Datagrams handed to the host's line at once.
        static let batch = 20
    }

    let origin: Origin

    var name: String {
        switch origin {
        case .strangers: "forged RTP, other ports"
        case .host: "forged RTP, the host's address"
        case .ownSession: "forged RTP, a viewer's socket"
        }
    }
    var limit: String {
        switch origin {
        case .strangers: "Engine: one session an address"
        case .host: "SRTP authentication"
        case .ownSession: "viewers send no media"
        }
    }
    var rate: Int { Load.rate }

    private final class Flood: Assault {
        private let rate: Int
        private let send: (Int) -> Int

        /// - Parameter send: sends what has a number; how many datagrams that are.
        init(rate: Int, send: @escaping (Int) -> Int) {
            (self.rate, self.send) = (rate, send)
        }

        func run(for length: Duration) -> AttackReport {
            var sent = 0
            Pace.run(rate, for: length) { sent += send($0) }
            return AttackReport(sent: sent)
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        switch origin {
        case .strangers:
            let sockets = try (0..<16).map {
                try BareSocket(.datagrams, from: LoopbackAddress.numbered($0), to: target.media)
            }
            let packets = Self.packets(of: AnswerText.sources(in: target.host.offer))
            return Flood(rate: Load.rate) { number in
                sockets[number % sockets.count].send(packets[number % packets.count])
                return 1
            }
        case .host:
            let packets = Self.packets(of: AnswerText.sources(in: target.host.offer))
            let line = target.hostLine
            return Flood(rate: Load.rate / Load.batch) { number in
                line.forge((0..<Load.batch).map { packets[(number * Load.batch + $0) % packets.count] })
                return Load.batch
            }
        case .ownSession:
            let session = try HostileSession(
                whep: target.whep, from: LoopbackAddress.numbered(100), context: try HostileContext.make())
            try session.connect()
            let packets = Self.packets(of: [session.picture.rawValue, session.sound.rawValue])
            return Flood(rate: Load.rate) { number in
                session.wire.send(packets[number % packets.count])
                if number % 256 == 0 { _ = session.drain() }
                return 1
            }
        }
    }

    /// RTP and RTCP with the right sources and nothing else that is right.
    private static func packets(of sources: [UInt32]) -> [[UInt8]] {
        (0..<Load.packets).map { number in
            let source = sources.isEmpty ? 1 : sources[number % sources.count]
            let isControl = number % 4 == 3
            var packet = randomBytes(isControl ? 120 : 40 + number * 16)
            packet[0] = isControl ? 0x81 : 0x80
            packet[1] = isControl ? 205 : [96, 98, 111, 97][number % 4]
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: source >> (24 - 8 * UInt32($0))) }
            packet.replaceSubrange(isControl ? 4..<8 : 8..<12, with: bytes)
            return packet
        }
    }
}
