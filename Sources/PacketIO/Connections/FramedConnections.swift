package import ICE
package import RTP

/// The TCP connections of a worker, whose frames are datagrams to everybody else (RFC 6544, RFC 4571).
///
/// A connection must soon show a check that proves a session of ours, and lives as long as that is reached by it.
/// The thread that owns the poller owns this as well.
package final class FramedConnections {
    package enum Limit {
        /// Connections of one worker, each with a descriptor.
        package static let connections = 4_096
        /// Connections that have proven nothing yet; the oldest gives way, since a browser's proves it in a round trip.
        package static let unproven = 512
        /// Those of one network address, of IPv6 one /64: behind one there may be a whole carrier.
        package static let unprovenPerNetwork = 64
        /// How long a connection may take to prove itself: several round trips of a bad network.
        package static let patience = MediaSpan.seconds(5)
        /// Checks that may prove nothing: browsers repeat theirs every 50 ms until one is answered.
        package static let checks = 64
        /// Connections accepted before those that are there get their turn.
        static let acceptsPerTurn = 64
        /// How often is looked for connections that are of no use.
        package static let sweepInterval = MediaSpan.seconds(1)
    }

    private let listener: ConnectionListener
    private let poller: Poller
    private var byDescriptor: [Int32: FramedConnection] = [:]
    private var byAddress: [TransportAddress: FramedConnection] = [:]
    /// In the order in which they came.
    private var unproven: [FramedConnection] = []
    private var closed: [TransportAddress] = []
    private var isAccepting = true
    private var nextSweep = MediaTime(nanoseconds: 0)

    package init(_ listener: ConnectionListener, poller: Poller) {
        self.listener = listener
        self.poller = poller
        poller.watch(listener.descriptor)
    }

    package var count: Int { byDescriptor.count }

    // MARK: In

    /// Serves a descriptor that the poller reported; one of others is passed over.
    ///
    /// - Parameters:
    ///   - isInUse: whether a session is at an address.
    ///   - take: takes a packet, whose bytes it may overwrite.
    package func serve(
        _ descriptor: Int32,
        at now: MediaTime,
        isInUse: (TransportAddress) -> Bool,
        _ take: (UnsafeMutableBufferPointer<UInt8>, TransportAddress) -> Void
    ) {
        if descriptor == listener.descriptor { return accept(at: now) }
        guard let connection = byDescriptor[descriptor] else { return }
        connection.sendRest()
        watchRoom(of: connection)
        if !read(connection, isInUse, take) { close(connection) }
    }

    /// Hands on what has come; false where the connection is over, or carries something else than a session.
    private func read(
        _ connection: FramedConnection,
        _ isInUse: (TransportAddress) -> Bool,
        _ take: (UnsafeMutableBufferPointer<UInt8>, TransportAddress) -> Void
    ) -> Bool {
        guard connection.fill() else { return false }
        do throws(FrameReader.Failure) {
            while let packet = try connection.next() {
                switch connection.fate(of: packet) {
                case .handedOn: take(packet, connection.peer)
                case .passedOver: continue
                case .fatal: return false
                }
                guard !connection.isProven, isInUse(connection.peer) else { continue }
                connection.isProven = true
                unproven.removeAll { $0 === connection }
            }
            return true
        } catch {
            return false
        }
    }

    private func accept(at now: MediaTime) {
        for _ in 0..<Limit.acceptsPerTurn {
            switch listener.accept() {
            case .connection(let descriptor, let peer):
                admit(FramedConnection(descriptor, from: peer, at: now))
            case .none:
                return
            case .exhausted:
                // It stays readable: it is looked at again with the next sweep, when there may be room.
                poller.forget(listener.descriptor)
                isAccepting = false
                return
            }
        }
    }

    /// Takes a connection in; one that is not taken in is closed.
    private func admit(_ connection: FramedConnection) {
        let neighbours = unproven.filter { $0.peer.isOfSameNetwork(as: connection.peer) }
        if neighbours.count >= Limit.unprovenPerNetwork {
            close(neighbours[0])
        } else if unproven.count >= Limit.unproven || count >= Limit.connections, let oldest = unproven.first {
            close(oldest)
        }
        // One peer may come to two addresses of ours from one port: who was there first stays.
        guard count < Limit.connections, byAddress[connection.peer] == nil, poller.canWatch(connection.descriptor)
        else { return }
        byDescriptor[connection.descriptor] = connection
        byAddress[connection.peer] = connection
        unproven.append(connection)
    }

    // MARK: Out

    /// Sends datagrams of `segment` bytes, the last one possibly shorter, to one address; false where any is lost.
    package func send(_ burst: UnsafeRawBufferPointer, segment: Int, to address: TransportAddress) -> Bool {
        guard let connection = byAddress[address] else { return false }
        let isWhole = connection.send(burst, segment: segment)
        watchRoom(of: connection)
        return isWhole
    }

    private func watchRoom(of connection: FramedConnection) {
        guard connection.isBlocked != connection.waitsForRoom else { return }
        connection.waitsForRoom = connection.isBlocked
        poller.watch(connection.descriptor, forRoom: connection.isBlocked)
    }

    // MARK: End

    /// Closes the connections that no session is reached by, and those that took too long to show one.
    package func sweep(at now: MediaTime, isInUse: (TransportAddress) -> Bool) {
        guard now >= nextSweep else { return }
        nextSweep = now + Limit.sweepInterval
        for connection in byDescriptor.values {
            let isDue = connection.isProven ? !isInUse(connection.peer) : now - connection.accepted >= Limit.patience
            if isDue { close(connection) }
        }
        if !isAccepting { isAccepting = poller.canWatch(listener.descriptor) }
    }

    /// The addresses of sessions that nothing comes from any more, since the last call.
    package func takeClosed() -> [TransportAddress] {
        guard !closed.isEmpty else { return [] }
        defer { closed.removeAll(keepingCapacity: true) }
        return closed
    }

    /// Lets go of a connection; its end closes the descriptor, which takes it out of the poller as well.
    private func close(_ connection: FramedConnection) {
        byDescriptor[connection.descriptor] = nil
        byAddress[connection.peer] = nil
        if connection.isProven {
            closed.append(connection.peer)
        } else {
            unproven.removeAll { $0 === connection }
        }
    }
}

extension TransportAddress {
    /// Whether limits count both as one: the same IPv4 address, or the same /64 of IPv6.
    fileprivate func isOfSameNetwork(as other: TransportAddress) -> Bool {
        family == other.family && high == other.high
    }
}
