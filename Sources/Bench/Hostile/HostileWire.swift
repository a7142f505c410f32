internal import ICE
internal import PacketIO

/// How an attacker's datagrams reach the server: as they are, or in frames on a connection (RFC 4571).
final class HostileWire {
    let socket: BareSocket
    private let kind: BareSocket.Kind
    private var reader = FrameReader()

    init(_ kind: BareSocket.Kind, from source: TransportAddress, to server: TransportAddress) throws(BenchError) {
        socket = try BareSocket(kind, from: source, to: server)
        self.kind = kind
    }

    func send(_ datagram: [UInt8]) {
        switch kind {
        case .datagrams: socket.send(datagram)
        case .stream: socket.send(Self.framed(datagram), waits: true)
        }
    }

    /// A datagram with its length in front.
    static func framed(_ datagram: [UInt8]) -> [UInt8] {
        [UInt8(datagram.count >> 8), UInt8(truncatingIfNeeded: datagram.count)] + datagram
    }

    /// What came, waiting at most so long for the first of it.
    func receive(within wait: Duration) -> [[UInt8]] {
        guard let bytes = socket.receive(within: wait), !bytes.isEmpty else { return [] }
        guard kind == .stream else { return [bytes] }
        var datagrams: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let room = reader.room()
            let count = min(room.count, rest.count)
            guard count > 0 else { break }
            room.copyBytes(from: rest.prefix(count))
            reader.filled(count)
            rest = rest.dropFirst(count)
            while let datagram = try? reader.next() { datagrams.append(Array(datagram)) }
        }
        return datagrams
    }
}
