internal import Foundation
internal import ICE
internal import SecureTransport

/// TCP connections to the media port over which no session ever comes.
struct ConnectionFlood: Attack {
    enum Kind {
        /// Nothing is sent.
        case silent
        /// Half of a frame, whose rest never comes.
        case halfFrame
        /// Frames of zeros, and frames of no bytes, as fast as the connection takes them.
        case zeros
    }

    private enum Load {
        /// New connections a second.
        static let rate = 200
        /// Open at once: more than the server keeps of strangers.
        static let connections = 1_000
        static let addresses = 32
    }

    let kind: Kind

    init(_ kind: Kind) {
        self.kind = kind
    }

    var name: String {
        switch kind {
        case .silent: "TCP: silent connections"
        case .halfFrame: "TCP: half frames"
        case .zeros: "TCP: frames of zeros"
        }
    }
    var limit: String {
        kind == .zeros
            ? "FramedConnection: unknown is fatal" : "FramedConnections.unproven, .unprovenPerNetwork, .patience"
    }
    var rate: Int { Load.rate }

    private final class Flood: Assault {
        private let kind: Kind
        private let server: TransportAddress

        init(_ kind: Kind, _ server: TransportAddress) {
            (self.kind, self.server) = (kind, server)
        }

        func run(for length: Duration) -> AttackReport {
            var open: [BareSocket] = []
            var refused = 0
            let sent = Pace.run(Load.rate, for: length) { number in
                let source = LoopbackAddress.numbered(300 + number % Load.addresses)
                guard let socket = try? BareSocket(.stream, from: source, to: server) else {
                    refused += 1
                    return
                }
                begin(socket)
                open.append(socket)
                if open.count > Load.connections { open.removeFirst() }
            }
            let closed = open.count { $0.receive(within: .zero)?.isEmpty == true }
            return AttackReport(
                sent: sent, note: "\(closed) of the last \(open.count) closed by the server, \(refused) refused")
        }

        private func begin(_ socket: BareSocket) {
            switch kind {
            case .silent: break
            case .halfFrame:
                // The head of a check of 1,200 bytes.
                socket.send(Array(HostileWire.framed([0, 1] + [UInt8](repeating: 0, count: 1_200)).prefix(600)))
            case .zeros:
                // Frames of no bytes are to be passed over, one of zeros is nothing that a session sends.
                for _ in 0..<8 where socket.send([UInt8](repeating: 0, count: 8_192)) {}
                socket.send(HostileWire.framed([UInt8](repeating: 0, count: 1_200)))
                socket.send(HostileWire.framed([UInt8](repeating: 0xFF, count: 1_200)))
            }
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault {
        Flood(kind, target.media)
    }
}
