import ICE
import PacketIO
import RTP
import Testing

/// One after another: they keep a thread busy, and others have clocks.
@Suite(.serialized) struct FramedConnectionsTests {
    /// Something that a client may send, and whether its connection is still there right afterwards.
    struct Stream: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8] = []
        var packets: [[UInt8]] = []
        var isKept: Bool

        init(_ description: String, bytes: [UInt8] = [], packets: [[UInt8]] = [], isKept: Bool) {
            (testDescription, self.bytes, self.packets, self.isKept) = (description, bytes, packets, isKept)
        }
    }

    private static let wrong = FramedConnections.Limit.checks

    static let strangers = [
        Stream("nothing", isKept: true),
        Stream("half a length", bytes: [0], isKept: true),
        Stream("half a frame", bytes: [0, 200, 0, 1], isKept: true),
        Stream("null packets", bytes: [UInt8](repeating: 0, count: 5_000), isKept: true),
        Stream(
            "wrong checks", packets: .init(repeating: StreamPort.wrongCheck, count: wrong),
            isKept: true),
        Stream(
            "too many wrong checks",
            packets: .init(repeating: StreamPort.wrongCheck, count: wrong + 1),
            isKept: false),
        Stream("a frame too long", bytes: [0x06, 0x41], isKept: false),
        Stream("an HTTP request", bytes: Array("GET / HTTP/1.1\r\n\r\n".utf8), isKept: false),
        Stream("a TLS greeting", bytes: [0x16, 0x03, 0x01, 0x02, 0x00, 0x01], isKept: false),
        Stream(
            "media without a check", packets: .init(repeating: [0x80, 96, 0], count: 99), isKept: true),
        Stream("a handshake without a check", packets: [[22, 254, 253, 0]], isKept: true),
        Stream("a packet of one byte", packets: [[0]], isKept: false),
        Stream("a packet of no kind", packets: [[0x40, 0, 0, 0]], isKept: false),
    ]

    @Test(arguments: strangers)
    func `a stranger is let go, at once or when its time is over`(stream: Stream) throws {
        let port = try StreamPort()
        let client = try StreamClient(to: port.port)
        client.send(stream.bytes)
        client.send(packets: stream.packets)
        port.turn()
        #expect(port.connections.count == (stream.isKept ? 1 : 0))
        port.pass(FramedConnections.Limit.patience - .milliseconds(1))
        #expect(port.connections.count == (stream.isKept ? 1 : 0))
        port.pass(.seconds(1))
        #expect(port.connections.count == 0)
        #expect(try client.receive() == nil)
        #expect(port.connections.takeClosed().isEmpty)
        #expect(port.taken.allSatisfy { $0 == StreamPort.wrongCheck } && port.taken.count <= Self.wrong)
    }

    @Test func `who has shown a right check stays while a session is there, and not longer`() throws {
        let port = try StreamPort()
        let (client, address) = try port.proven()
        #expect(address.transport == .tcp)
        port.pass(.seconds(60))
        client.send(packets: [[0x80, 96], [22, 254], StreamPort.wrongCheck])
        port.turn()
        #expect(port.taken == [StreamPort.check, [0x80, 96], [22, 254], StreamPort.wrongCheck])
        port.known = []
        port.pass(.seconds(1))
        #expect(port.connections.count == 0)
        #expect(port.connections.takeClosed() == [address])
        #expect(try client.receive() == nil)
    }

    @Test(arguments: [[0x40, 0, 0, 0], [UInt8](repeating: 0, count: 1_601)] as [[UInt8]])
    func `a session's connection that carries something else is closed, and is told of`(packet: [UInt8]) throws {
        let port = try StreamPort()
        let (client, address) = try port.proven()
        client.send(packets: [packet])
        port.turn()
        #expect(port.connections.count == 0)
        #expect(port.connections.takeClosed() == [address])
    }

    @Test func `a connection that its client closes is told of, and its address can be had again`() throws {
        let port = try StreamPort()
        var client: StreamClient? = nil
        let address: TransportAddress
        (client, address) = try port.proven()
        #expect(client != nil)
        client = nil
        port.turn()
        #expect(port.connections.takeClosed() == [address])
        #expect(port.connections.takeClosed().isEmpty)
        let isSent = [UInt8](repeating: 1, count: 9).withUnsafeBytes {
            port.connections.send($0, segment: 9, to: address)
        }
        #expect(!isSent)
    }

    @Test func `a crowd of strangers is kept small, and takes the place of nobody else`() throws {
        let port = try StreamPort()
        let (friend, address) = try port.proven()
        var strangers: [StreamClient] = []
        for host in UInt8(2)...12 {
            for _ in 0..<FramedConnections.Limit.unprovenPerNetwork + 8 {
                strangers.append(try StreamClient(to: port.port, from: host))
                if strangers.count % 50 == 0 { port.turn() }
            }
            port.turn()
            #expect(port.connections.count <= 1 + FramedConnections.Limit.unprovenPerNetwork * Int(host - 1))
        }
        #expect(port.connections.count == 1 + FramedConnections.Limit.unproven)
        // The newest have their chance all the same, and who is in stays in.
        strangers.last?.send(packets: [StreamPort.check])
        friend.send(packets: [[0x80, 1]])
        port.turn()
        #expect(port.known.count == 2)
        #expect(port.taken.last == [0x80, 1] || port.taken.contains([0x80, 1]))
        port.pass(FramedConnections.Limit.patience)
        #expect(port.connections.count == 2)
        #expect(port.known.contains(address))
    }

    @Test func `one after another, thousands connect and nothing is left of them`() throws {
        let port = try StreamPort()
        for number in 0..<3_000 {
            _ = try StreamClient(to: port.port)
            if number % 100 == 0 { port.turn() }
        }
        port.turn()
        #expect(port.connections.count == 0)
    }

    // MARK: Out

    /// Segments that tell their number and are filled with it.
    private func burst(_ first: Int, _ count: Int, of length: Int, last: Int) -> [UInt8] {
        (first..<(first + count)).flatMap { number in
            let head = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
            let size = number == first + count - 1 ? last : length
            return head + [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size - 4)
        }
    }

    private func number(of packet: [UInt8]) -> Int {
        packet[..<4].reduce(0) { $0 << 8 | Int($1) }
    }

    @Test(arguments: [(1, 40, 40), (1, 1_600, 1_600), (64, 1_000, 1_000), (64, 1_000, 30), (3, 700, 699)])
    func `a burst arrives as its segments`(count: Int, length: Int, last: Int) throws {
        let port = try StreamPort()
        let (client, address) = try port.proven()
        let burst = burst(7, count, of: length, last: last)
        #expect(burst.withUnsafeBytes { port.connections.send($0, segment: length, to: address) })
        let packets = try #require(try client.receive())
        #expect(packets.map(\.count) == Array(repeating: length, count: count - 1) + [last])
        #expect(packets.flatMap(\.self) == burst)
    }

    @Test func `who does not read loses packets, never halves of them, and goes on where he reads again`() throws {
        let port = try StreamPort()
        let (client, address) = try port.proven(receiveBuffer: 16 << 10)
        var sent = 0
        var lost = 0
        func send(_ bursts: Int) {
            for _ in 0..<bursts {
                // Lengths that fit into no buffer evenly.
                let burst = burst(sent, 37, of: 1_173, last: 411)
                sent += 37
                if !burst.withUnsafeBytes({ port.connections.send($0, segment: 1_173, to: address) }) { lost += 1 }
            }
        }
        var got: [[UInt8]] = []
        for round in 0..<6 {
            let before = lost
            send(60)
            #expect(lost > before, "2.5 MB cannot be underway to somebody who does not read")
            // Reading makes room, and the half that was kept goes out before anything else.
            for _ in 0..<(round % 2 == 0 ? 1 : 20) {
                got += try #require(try client.receive())
                port.turn()
            }
        }
        while case let more = try #require(try client.receive()), !more.isEmpty {
            got += more
            port.turn()
        }
        let before = lost
        send(1)
        port.turn()
        got += try #require(try client.receive())
        #expect(lost == before)
        #expect(got.map(number).max() == sent - 1)
        #expect(zip(got, got.dropFirst()).allSatisfy { number(of: $0) < number(of: $1) })
        #expect(
            got.allSatisfy { packet in
                let number = number(of: packet)
                return packet.count == (number % 37 == 36 ? 411 : 1_173)
                    && packet[4...].allSatisfy { $0 == UInt8(truncatingIfNeeded: number) }
            })
    }
}
