import ICE
import PacketIO
import RTP

/// Connections with a poller of their own, and a session of which every address is that once sent ``check``.
final class StreamPort {
    /// Looks like STUN, and is right.
    static let check: [UInt8] = [0, 1, 2, 3]
    /// Looks like STUN, and proves nothing.
    static let wrongCheck: [UInt8] = [0, 9]

    let port: UInt16
    let connections: FramedConnections
    /// What was handed on.
    private(set) var taken: [[UInt8]] = []
    /// The addresses of the session.
    var known: Set<TransportAddress> = []
    /// Lies before the machine's clock, so that time can be let pass.
    var now = MediaTime(nanoseconds: 1_000_000_000)
    private let poller = Poller()

    init() throws {
        let listener = try ConnectionListener(bindingTo: TransportAddress(ipv4: 0x7F00_0001, port: 0))
        port = listener.local.port
        connections = FramedConnections(listener, poller: poller)
    }

    /// Serves what is ready until nothing has been for a while.
    func turn() {
        var isQuiet = false
        while !isQuiet {
            isQuiet = true
            poller.wait(until: HostClock.now() + .milliseconds(20)) { descriptor in
                isQuiet = false
                connections.serve(descriptor, at: now, isInUse: { known.contains($0) }) { packet, source in
                    taken.append(Array(packet))
                    if Array(packet) == Self.check { known.insert(source) }
                }
            }
        }
    }

    /// Lets time pass.
    func pass(_ span: MediaSpan) {
        now = now + span
        connections.sweep(at: now) { known.contains($0) }
        turn()
    }

    /// A client that has shown a right check, and where it is.
    func proven(receiveBuffer: Int32? = nil) throws -> (StreamClient, TransportAddress) {
        let before = known
        let client = try StreamClient(to: port, receiveBuffer: receiveBuffer)
        client.send(packets: [Self.check])
        turn()
        guard let address = known.subtracting(before).first else { throw StreamClient.NoConnection(code: 0) }
        return (client, address)
    }
}
