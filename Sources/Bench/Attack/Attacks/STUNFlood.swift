internal import ICE
internal import SecureTransport

/// Checks that look right and are not: of nobody's session, or of a known one with another password.
struct STUNFlood: Attack {
    enum Aim {
        /// User names that no session has.
        case nobody
        /// A good viewer's user name.
        case viewer
    }

    private enum Load {
        static let rate = 20_000
        /// Different checks, sent again and again.
        static let checks = 256
    }

    let aim: Aim
    let ports: Int

    var name: String {
        switch aim {
        case .nobody: "STUN of nobody, \(ports == 1 ? "one port" : "\(ports) ports")"
        case .viewer: "STUN of a viewer, wrong password"
        }
    }
    var limit: String {
        switch aim {
        case .nobody: "LiteAgent.localFragment"
        case .viewer: "MESSAGE-INTEGRITY"
        }
    }
    var rate: Int { Load.rate }

    private final class Flood: Assault {
        let sockets: [BareSocket]
        let checks: [[UInt8]]

        init(_ sockets: [BareSocket], _ checks: [[UInt8]]) {
            (self.sockets, self.checks) = (sockets, checks)
        }

        func run(for length: Duration) -> AttackReport {
            let sent = Pace.run(Load.rate, for: length) { number in
                sockets[number % sockets.count].send(checks[number % checks.count])
            }
            let answered = sockets.reduce(0) { count, socket in
                var count = count
                while socket.receive(within: .zero) != nil { count += 1 }
                return count
            }
            return AttackReport(sent: sent, note: answered == 0 ? "" : "\(answered) answers seen")
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        let sockets = try (0..<ports).map {
            try BareSocket(.datagrams, from: LoopbackAddress.numbered($0 % 16), to: target.media)
        }
        return Flood(sockets, (0..<Load.checks).map { check($0, target) })
    }

    private func check(_ number: Int, _ target: AttackTarget) -> [UInt8] {
        let ours = AnswerText.attribute("ice-ufrag", in: target.viewer.offer) ?? ""
        let theirs = AnswerText.attribute("ice-ufrag", in: target.viewer.answer) ?? ""
        let name = aim == .viewer ? "\(theirs):\(ours)" : "nobody\(number):someone"
        let message = STUNMessage(
            .request, transactionID: randomBytes(12),
            attributes: [
                .init(type: STUNAttribute.username, value: Array(name.utf8)),
                .init(type: STUNAttribute.priority, value: [0x6E, 0x7F, 0x1E, 0xFF]),
                .init(type: STUNAttribute.iceControlling, value: randomBytes(8)),
                .init(type: STUNAttribute.useCandidate, value: []),
            ])
        return message.serialized(key: randomBytes(24), authenticator: hmacSHA1(key:message:))
    }
}
