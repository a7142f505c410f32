internal import Foundation

/// Sessions that are asked for and never used, from many addresses, more than a server takes.
struct HalfOpenSessions: Attack {
    private enum Load {
        static let rate = 1_200
        static let hands = 16
        /// Addresses that they come from: each has a share of what one address may have.
        static let addresses = 48
        /// In all: more than the server's 10,000.
        static let sessions = 12_000
    }

    let name = "sessions nobody uses"
    let limit = "MediaServer.halfOpen, RateLimit.media, TRADEWIND_SESSIONS"
    let rate = Load.rate

    private final class Rush: Assault {
        private let whep: URL
        private let offer: [UInt8]

        init(_ whep: URL, _ offer: [UInt8]) {
            (self.whep, self.offer) = (whep, offer)
        }

        func run(for length: Duration) -> AttackReport {
            let answers = Answers()
            let (whep, offer) = (whep, offer)
            let sent = Crowd.run(Load.hands, rate: Load.rate, for: length) { number in
                guard number < Load.sessions else { return }
                answers.note(
                    PlainExchange(
                        method: "POST", url: whep, source: LoopbackAddress.numbered(200 + number % Load.addresses),
                        type: "application/sdp", body: offer))
            }
            return AttackReport(sent: sent, note: answers.text)
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        Rush(target.whep, Array(try HostileSession.offer().utf8))
    }
}
