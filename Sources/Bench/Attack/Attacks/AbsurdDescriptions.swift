internal import Foundation
internal import ICE
internal import SecureTransport

/// Offers that no browser makes: huge, of thousands of sections, full of attributes, or noise.
struct AbsurdDescriptions: Attack {
    enum Route {
        case viewer
        /// With a host's token, so that they are read.
        case host
    }

    private enum Load {
        static let rate = 200
        static let hands = 4
        static let addresses = 16
        /// The longest body that is read: 64 KiB.
        static let longest = 65_536
    }

    let route: Route

    init(_ route: Route) {
        self.route = route
    }

    var name: String { "absurd SDP, \(route == .viewer ? "WHEP" : "WHIP")" }
    let limit = "SDPLimits"
    var rate: Int { Load.rate }

    private final class Reading: Assault {
        private let exchange: PlainExchange
        private let bodies: [[UInt8]]

        init(_ exchange: PlainExchange, _ bodies: [[UInt8]]) {
            (self.exchange, self.bodies) = (exchange, bodies)
        }

        func run(for length: Duration) -> AttackReport {
            let answers = Answers()
            let (exchange, bodies) = (exchange, bodies)
            let sent = Crowd.run(Load.hands, rate: Load.rate, for: length) { number in
                var request = exchange
                request.source = LoopbackAddress.numbered(260 + number % Load.addresses)
                request.body = bodies[number % bodies.count]
                answers.note(request)
            }
            return AttackReport(sent: sent, note: answers.text)
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        let isHost = route == .host
        let exchange = PlainExchange(
            method: "POST", url: isHost ? target.whip : target.whep, source: LoopbackAddress.numbered(0),
            token: isHost ? target.token : nil, type: "application/sdp")
        return Reading(exchange, Self.bodies(from: isHost ? target.host.offer : try HostileSession.offer()))
    }

    /// Bodies made from a good offer.
    private static func bodies(from offer: String) -> [[UInt8]] {
        let sections = offer.components(separatedBy: "m=")
        let (head, section) = (sections[0], "m=" + (sections.last ?? ""))
        func filled(_ start: String, _ line: (Int) -> String) -> String {
            var text = start
            for number in 0... {
                let next = line(number)
                guard text.utf8.count + next.utf8.count < Load.longest else { break }
                text += next
            }
            return text
        }
        let texts = [
            // As many sections as fit: empty ones, and whole ones.
            filled(head) { "m=video \($0 % 65_535) UDP/TLS/RTP/SAVPF 96\r\na=mid:\($0)\r\n" },
            filled(head) { _ in section },
            // As many attributes as fit, of the kinds that are looked up among each other.
            filled(offer) { "a=fmtp:96 x\($0)=\($0)\r\n" },
            filled(offer) { "a=extmap:\($0 % 255 + 1) urn:x:\($0)\r\n" },
            filled(offer) { "a=ssrc:\($0) cname:x\r\n" },
            filled(offer) { "a=ssrc-group:FID \($0) \($0 + 1)\r\n" },
            filled(offer) { "a=rtpmap:\($0 % 128) VP8/90000\r\n" },
            filled(offer) { "a=rtcp-fb:\($0 % 128) nack\r\n" },
            filled(offer) { "a=candidate:\($0) 1 udp 1 127.0.0.1 \($0 % 65_535) typ host\r\n" },
            filled(offer) { "a=fingerprint:sha-256 \(String(repeating: "AB:", count: 31))\($0 % 90 + 10)\r\n" },
            filled(offer) { "a=rid:r\($0) send\r\n" },
            // As many payload types as fit.
            filled(head + "m=video 9 UDP/TLS/RTP/SAVPF") { " \($0 % 128)" } + "\r\n",
            // One attribute that is as long as a body may be.
            filled(head + "a=group:BUNDLE") { " \($0)" } + "\r\n" + section,
            filled(offer + "a=simulcast:send ") { "r\($0)," } + "x\r\n",
            filled(offer + "a=fmtp:96 ") { "x\($0)=\($0);" } + "\r\n",
            filled(offer + "a=x:") { _ in "((((((((" } + "\r\n",
            // More than is read, nothing at all, lines without ends, and a good offer cut off.
            String(repeating: "a", count: 1 << 20), "", String(repeating: "v=0 ", count: 10_000),
            String(offer.prefix(offer.count / 2)),
        ]
        return texts.map { Array($0.utf8) } + (0..<4).map { randomBytes(1 << (10 + $0)) }
    }
}
