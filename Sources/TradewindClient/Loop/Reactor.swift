internal import CDatagram
internal import Glibc
internal import ICE
internal import RTP

/// What the thread of a loop owns: the sessions, their sockets, and the descriptor it waits on.
final class Reactor {
    enum Limit {
        /// Requests for lost packets, checks and reports are planned on this beat.
        static let beat = MediaSpan.milliseconds(10)
        /// Descriptors reported by one wait.
        static let events = 256
        /// Batches read from one socket before others get their turn.
        static let batchesPerTurn = 4
    }

    private struct Entry {
        var session: any LoopSession
        var socket: ClientSocket
    }

    private let poll: Int32
    private let wake: Int32
    private let batch: UnsafeMutablePointer<tw_batch>
    private var entries: [LoopSessionID: Entry] = [:]
    private var byDescriptor: [Int32: LoopSessionID] = [:]
    /// Sessions that want to be ticked before the beat: those that pace a frame.
    private var urgent: Set<LoopSessionID> = []
    private var ready = [epoll_event](repeating: epoll_event(), count: Limit.events)
    private var nextBeat = LoopClock.now()

    /// A reactor that also wakes when `wake` becomes readable.
    init(wake: Int32) {
        poll = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(poll >= 0, "The kernel gives no epoll descriptor; the loop cannot wait for datagrams")
        guard let batch = tw_batch_new() else { preconditionFailure("No memory for a batch of datagrams") }
        self.batch = batch
        self.wake = wake
        watch(wake)
    }

    deinit {
        Glibc.close(poll)
        free(batch)
    }

    func session(_ id: LoopSessionID) -> (any LoopSession)? { entries[id]?.session }

    func add(_ session: any LoopSession, on socket: ClientSocket, as id: LoopSessionID) {
        entries[id] = Entry(session: session, socket: socket)
        byDescriptor[socket.descriptor] = id
        watch(socket.descriptor)
        nextBeat = LoopClock.now()
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

    /// Exchanges a session's socket for a new one.
    func exchangeSocket(of id: LoopSessionID) throws(ClientError) {
        guard let socket = entries[id]?.socket else { return }
        byDescriptor[socket.descriptor] = nil
        try socket.reopen()
        byDescriptor[socket.descriptor] = id
        watch(socket.descriptor)
        nextBeat = LoopClock.now()
    }

    /// Ends every session.
    func closeAll() {
        for (id, entry) in entries {
            entry.session.close()
            remove(id)
        }
    }

    private func watch(_ descriptor: Int32) {
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: descriptor))
        precondition(epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) == 0, "epoll refuses a descriptor of ours")
    }

    /// Waits for datagrams or the next deadline, and serves what came.
    func turn() {
        let now = LoopClock.now()
        let deadline = urgent.lazy.compactMap { self.entries[$0]?.session.nextDeadline }.reduce(nextBeat) {
            min($0, $1)
        }
        let wait = max(0, (deadline - now).nanoseconds + 999_999) / 1_000_000
        let count = epoll_wait(poll, &ready, Int32(Limit.events), Int32(wait))
        for position in 0..<max(0, Int(count)) {
            if let id = byDescriptor[ready[position].data.fd], let entry = entries[id] { read(entry, id) }
        }
        beat()
    }

    private func read(_ entry: Entry, _ id: LoopSessionID) {
        for _ in 0..<Limit.batchesPerTurn {
            let now = LoopClock.now()
            let count = tw_batch_receive(entry.socket.descriptor, batch)
            guard count > 0 else { break }
            for position in 0..<count {
                let length = Int(tw_batch_length(batch, position))
                guard length > 0 else { continue }
                let bytes = UnsafeMutableBufferPointer(start: tw_batch_bytes(batch, position), count: length)
                entry.session.receive(bytes, from: TransportAddress(tw_batch_source(batch, position)), at: now)
            }
            if count < Int32(TW_BATCH) { break }
        }
        if entry.session.isOver { remove(id) }
    }

    private func beat() {
        let now = LoopClock.now()
        let wall = LoopClock.wall()
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
