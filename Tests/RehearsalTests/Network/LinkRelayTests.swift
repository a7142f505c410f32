import ICE
import PacketIO
import RTP
import Rehearsal
import Testing

struct LinkRelayTests {
    private let loopback = TransportAddress(ipv4: 0x7F00_0001, port: 0)

    /// Takes `count` datagrams, or what came within two seconds.
    private func receive(_ count: Int, at socket: DatagramSocket) -> [(bytes: [UInt8], from: TransportAddress)] {
        var taken: [(bytes: [UInt8], from: TransportAddress)] = []
        let batch = DatagramBatch()
        let poller = Poller()
        poller.watch(socket.descriptor)
        let end = HostClock.now() + .seconds(2)
        while taken.count < count, HostClock.now() < end {
            poller.wait(until: end) { _ in _ = socket.receive(into: batch) { taken.append((Array($0), $1)) } }
        }
        return taken
    }

    private func client() throws -> DatagramSocket {
        try DatagramSocket(bindingTo: loopback, buffer: DatagramSocket.Limit.clientBuffer)
    }

    @Test func `two clients reach a server under ports of their own, and get their own answers`() async throws {
        let server = try client()
        let relay = try LinkRelay(
            at: loopback, to: server.local, up: LinkScript("delay=5ms"), down: LinkScript("delay=5ms"), seed: 1)
        defer { relay.stop() }
        let clients = [try client(), try client()]
        for (number, client) in clients.enumerated() {
            [UInt8(number)].withUnsafeBytes { _ = client.send($0, to: relay.address) }
        }
        let asked = receive(2, at: server)
        #expect(Set(asked.map(\.bytes)) == [[0], [1]])
        #expect(Set(asked.map(\.from)).count == 2)
        for (bytes, source) in asked {
            (bytes + [9]).withUnsafeBytes { _ = server.send($0, to: source) }
        }
        for (number, client) in clients.enumerated() {
            let answers = receive(1, at: client)
            #expect(answers.map(\.bytes) == [[UInt8(number), 9]])
            #expect(answers.first?.from == relay.address)
        }
        let statistics = try #require(await relay.statistics())
        #expect(statistics.up.delivered == 2 && statistics.down.delivered == 2 && statistics.turnedAway == 0)
    }

    @Test func `a new script holds at once`() async throws {
        let server = try client()
        let relay = try LinkRelay(at: loopback, to: server.local, up: LinkScript("down"), down: LinkScript(), seed: 1)
        defer { relay.stop() }
        let client = try client()
        [1 as UInt8].withUnsafeBytes { _ = client.send($0, to: relay.address) }
        while await relay.statistics()?.up.lostInOutage == 0 { await Task.yield() }
        relay.restart(up: LinkScript(), down: LinkScript(), seed: 2)
        while await relay.statistics()?.up.offered != 0 { await Task.yield() }
        [2 as UInt8].withUnsafeBytes { _ = client.send($0, to: relay.address) }
        #expect(receive(1, at: server).map(\.bytes) == [[2]])
    }
}
