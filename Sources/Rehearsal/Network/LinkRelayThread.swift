internal import ICE
internal import PacketIO
internal import RTP

/// What a relay's thread owns: the sockets, both directions of the line, and what is under way.
final class LinkRelayThread {
    enum Limit {
        /// Clients of one line, each with a socket; datagrams of others are dropped and counted.
        static let clients = 2_048
        /// A client that sends nothing for so long is gone, and its place free: as long as consent (RFC 7675, section 5.1).
        static let silence = MediaSpan.seconds(30)
        /// Batches read from one socket before others get their turn.
        static let batchesPerTurn = 4
        /// The longest wait: everything due sooner is waited for exactly.
        static let idle = MediaSpan.seconds(1)
    }

    private struct Client {
        var address: TransportAddress
        var socket: DatagramSocket
        var heard: MediaTime
    }

    private enum Datagram {
        case up([UInt8], from: Int32)
        case down([UInt8], to: TransportAddress)
    }

    private let front: DatagramSocket
    private let server: TransportAddress
    private let poller = Poller()
    private let batch = DatagramBatch()
    /// By the descriptors of their sockets towards the server.
    private var clients: [Int32: Client] = [:]
    private var byAddress: [TransportAddress: Int32] = [:]
    private var underWay = DelayLine<Datagram>()
    private var up = EmulatedLink(LinkScript(), seed: 0, start: HostClock.now())
    private var down = EmulatedLink(LinkScript(), seed: 0, start: HostClock.now())
    private var turnedAway = 0

    init(front: DatagramSocket, server: TransportAddress, wake: Int32) {
        self.front = front
        self.server = server
        poller.watch(front.descriptor)
        poller.watch(wake)
    }

    var statistics: LinkRelay.Statistics {
        LinkRelay.Statistics(up: up.statistics, down: down.statistics, turnedAway: turnedAway)
    }

    func restart(up upScript: LinkScript, down downScript: LinkScript, seed: UInt64, at now: MediaTime) {
        up = EmulatedLink(upScript, seed: seed, start: now)
        // The directions lose different datagrams.
        down = EmulatedLink(downScript, seed: ~seed, start: now)
    }

    /// Waits for datagrams or the next arrival, and carries what came.
    func turn() {
        let due = underWay.nextArrival ?? HostClock.now() + Limit.idle
        poller.wait(until: due) { descriptor in
            if descriptor == front.descriptor {
                takeFromClients()
            } else if let client = clients[descriptor] {
                takeFromServer(for: client)
            }
        }
        deliver(by: HostClock.now())
    }

    private func takeFromClients() {
        for _ in 0..<Limit.batchesPerTurn {
            let now = HostClock.now()
            let count = front.receive(into: batch) { bytes, source in
                guard let client = client(at: source, now) else {
                    turnedAway += 1
                    return
                }
                send(.up(Array(bytes), from: client), up.send(bytes.count, at: now))
            }
            if count < DatagramBatch.capacity { return }
        }
    }

    private func takeFromServer(for client: Client) {
        for _ in 0..<Limit.batchesPerTurn {
            let now = HostClock.now()
            let count = client.socket.receive(into: batch) { bytes, source in
                // Nobody but the server is at the other end of this line.
                guard source == server else { return }
                send(.down(Array(bytes), to: client.address), down.send(bytes.count, at: now))
            }
            if count < DatagramBatch.capacity { return }
        }
    }

    private func client(at address: TransportAddress, _ now: MediaTime) -> Int32? {
        if let known = byAddress[address] {
            clients[known]?.heard = now
            return known
        }
        if clients.count >= Limit.clients { forgetSilent(at: now) }
        guard clients.count < Limit.clients,
            let socket = try? DatagramSocket(family: server.family, buffer: DatagramSocket.Limit.clientBuffer)
        else { return nil }
        poller.watch(socket.descriptor)
        clients[socket.descriptor] = Client(address: address, socket: socket, heard: now)
        byAddress[address] = socket.descriptor
        return socket.descriptor
    }

    /// Gives the places of those free who are gone; what is under way to them is lost.
    private func forgetSilent(at now: MediaTime) {
        for (descriptor, client) in clients where now - client.heard > Limit.silence {
            clients[descriptor] = nil
            byAddress[client.address] = nil
        }
    }

    /// Forgets which addresses clients have at the server; what is under way to them is lost.
    func move() {
        clients.removeAll()
        byAddress.removeAll()
    }

    /// Sends datagrams to the server from each client's address there.
    func forge(_ datagrams: [[UInt8]]) {
        for client in clients.values {
            for datagram in datagrams { datagram.withUnsafeBytes { _ = client.socket.send($0, to: server) } }
        }
    }

    private func send(_ datagram: Datagram, _ passage: EmulatedLink.Passage) {
        switch passage {
        case .lost:
            break
        case .once(let arrival):
            underWay.insert(datagram, arriving: arrival)
        case .twice(let first, let second):
            underWay.insert(datagram, arriving: first)
            underWay.insert(datagram, arriving: second)
        }
    }

    private func deliver(by now: MediaTime) {
        while let datagram = underWay.next(by: now) {
            switch datagram {
            case .up(let bytes, let descriptor):
                bytes.withUnsafeBytes { _ = clients[descriptor]?.socket.send($0, to: server) }
            case .down(let bytes, let address):
                bytes.withUnsafeBytes { _ = front.send($0, to: address) }
            }
        }
    }
}
