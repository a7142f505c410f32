internal import SecureTransport

/// Handshakes that begin again and again, and garbage in their place, on sessions that wait for one.
struct HandshakeFlood: Attack {
    private enum Load {
        static let rate = 5_000
        static let sessions = 100
        static let greetings = 64
    }

    let name = "DTLS: greetings and garbage"
    let limit = "DTLSRecord.areWhole, Transport.patience"
    let rate = Load.rate

    private final class Flood: Assault {
        private let sessions: [HostileSession]
        private let datagrams: [[UInt8]]

        init(_ sessions: [HostileSession], _ datagrams: [[UInt8]]) {
            (self.sessions, self.datagrams) = (sessions, datagrams)
        }

        func run(for length: Duration) -> AttackReport {
            let sent = Pace.run(Load.rate, for: length) { number in
                let session = sessions[number % sessions.count]
                session.wire.send(datagrams[number / sessions.count % datagrams.count])
                if number % 16 == 0 { _ = session.drain() }
            }
            let back = sessions.reduce(0) { $0 + $1.drain().bytes }
            return AttackReport(sent: sent, note: "\(sessions.count) sessions, \(back / 1_000) kB seen at the end")
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        let context = try HostileContext.make()
        let sessions = try (0..<Load.sessions).map { number in
            let session = try HostileSession(
                whep: target.whep, from: LoopbackAddress.numbered(120 + number % 8), context: context)
            guard session.check() else { throw BenchError.refused("the media port does not answer") }
            return session
        }
        return Flood(sessions, try Self.datagrams(context))
    }

    /// Greetings of clients that begin anew, and records whose contents are noise.
    private static func datagrams(_ context: DTLSContext) throws -> [[UInt8]] {
        var datagrams: [[UInt8]] = []
        for number in 0..<Load.greetings {
            let client = try DTLSConnection(
                context: context, role: .client, fingerprint: context.certificate.fingerprint)
            client.start()
            datagrams += client.takeOutgoing()
            let length = 16 + number * 8
            // A handshake record (22) of DTLS 1.2 in epoch 0 that holds noise; and noise alone.
            let head: [UInt8] = [22, 254, 253, 0, 0, 0, 0, 0, 0, 0, UInt8(number), UInt8(length >> 8)]
            datagrams.append(head + [UInt8(length & 255)] + randomBytes(length))
            datagrams.append([UInt8(20 + number % 44)] + randomBytes(length))
        }
        return datagrams
    }
}
