internal import ICE
internal import PacketIO
internal import RTP

/// What the thread of a loop owns: the sessions, their sockets, and the descriptor it waits on.
final class Reactor {
    enum Limit {
        /// Requests for lost packets, checks and reports are planned on this beat.
        static let beat = MediaSpan.milliseconds(10)
        /// Batches read from one socket before others get their turn.
        static let batchesPerTurn = 4
    }

    private struct Entry {
        var session: any LoopSession
        var socket: DatagramSocket
    }

    private let poller = Poller()
    private let batch = DatagramBatch()
    private var entries: [LoopSessionID: Entry] = [:]
    private var byDescriptor: [Int32: LoopSessionID] = [:]
    /// Sessions that want to be ticked before the beat: those that pace a frame.
    private var urgent: Set<LoopSessionID> = []
    private var nextBeat = HostClock.now()

    /// A reactor that also wakes when `wake` becomes readable.
    init(wake: Int32) {
        poller.watch(wake)
    }

    func session(_ id: LoopSessionID) -> (any LoopSession)? { entries[id]?.session }

    func add(_ session: any LoopSession, on socket: DatagramSocket, as id: LoopSessionID) {
        entries[id] = Entry(session: session, socket: socket)
        byDescriptor[socket.descriptor] = id
        poller.watch(socket.descriptor)
        nextBeat = HostClock.now()
    }

    func remove(_ id: LoopSessionID) {
        // Closing its socket takes the descriptor out of the set as well.
        guard let entry = entries.removeValue(forKey: id) else { return }
        byDescriptor[entry.socket.descriptor] = nil
        urgent.remove(id)
    }

    /// Notes that a session may have a deadline before the next beat.
    func attend(_ id: LoopSessionID) {
        if entries[id]?.session.nextDeadline != nil { urgent.insert(id) }
    }

    /// A socket of one session.
    static func socket(for family: TransportAddress.Family) throws(ClientError) -> DatagramSocket {
        do throws(SystemError) {
            return try DatagramSocket(family: family, buffer: DatagramSocket.Limit.clientBuffer)
        } catch {
            throw ClientError(error)
        }
    }

    /// Gives a session a new port: after a change of network the old one leads nowhere.
    func renewPort(of id: LoopSessionID) -> Result<Void, ClientError> {
        guard let socket = entries[id]?.socket else { return .success(()) }
        byDescriptor[socket.descriptor] = nil
        do throws(SystemError) {
            try socket.reopen()
        } catch {
            return .failure(ClientError(error))
        }
        byDescriptor[socket.descriptor] = id
        poller.watch(socket.descriptor)
        nextBeat = HostClock.now()
        return .success(())
    }

    /// Ends every session.
    func closeAll() {
        for (id, entry) in entries {
            entry.session.close()
            remove(id)
        }
    }

    /// Waits for datagrams or the next deadline, and serves what came.
    func turn() {
        let due = urgent.lazy.compactMap { self.entries[$0]?.session.nextDeadline }.reduce(nextBeat) { min($0, $1) }
        poller.wait(until: due) { descriptor in
            if let id = byDescriptor[descriptor], let entry = entries[id] { read(entry, id) }
        }
        beat()
    }

    private func read(_ entry: Entry, _ id: LoopSessionID) {
        for _ in 0..<Limit.batchesPerTurn {
            let now = HostClock.now()
            let count = entry.socket.receive(into: batch) { entry.session.receive($0, from: $1, at: now) }
            if count < DatagramBatch.capacity { break }
        }
        if entry.session.isOver { remove(id) }
    }

    private func beat() {
        let now = HostClock.now()
        let wall = HostClock.wall()
        for id in urgent {
            guard let session = entries[id]?.session, let deadline = session.nextDeadline else {
                urgent.remove(id)
                continue
            }
            if deadline <= now { session.tick(at: now, wall: wall) }
        }
        guard now >= nextBeat else { return }
        nextBeat = max(nextBeat + Limit.beat, now)
        for (id, entry) in entries {
            entry.session.tick(at: now, wall: wall)
            if entry.session.isOver { remove(id) }
        }
    }
}
