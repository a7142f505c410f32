internal import CDatagram
internal import Foundation
internal import Glibc
internal import ICE
internal import RTP
internal import SFU
internal import SecureTransport
internal import Synchronization

/// One thread with one UDP port and one engine.
///
/// The thread owns the engine. Everybody else asks it to do something by ``perform(_:)``; that queue is the only thing
/// under a lock, and it is not touched per packet.
final class Worker: Sendable {
    typealias Job = @Sendable (Engine, MediaTime) -> Void

    private enum Limit {
        /// Batches taken before output and time get their turn: a flood must not starve them.
        static let batchesPerTurn = 8
    }

    let address: TransportAddress
    private let wake: Int32
    private let jobs = Mutex<(waiting: [Job], isStopping: Bool)>(([], false))
    private let stopped = DispatchSemaphore(value: 0)

    /// Binds the port and starts the thread; `report` is called on it with what happened.
    init(
        bindingTo address: TransportAddress,
        context: DTLSContext,
        report: @escaping @Sendable ([RouterEvent]) -> Void
    ) throws(MediaServerError) {
        let socket = try UDPSocket(bindingTo: address)
        self.address = socket.local
        wake = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard wake >= 0 else { throw .socket(call: "eventfd", errno: errno) }
        let handover = Handover(socket: socket)
        let thread = Thread { [self] in
            run(handover.socket, context: context, report: report)
            stopped.signal()
        }
        thread.name = "media-\(self.address.port)"
        thread.start()
    }

    deinit {
        Glibc.close(wake)
    }

    /// Runs `job` on the worker's thread, soon; false where the thread has been told to end.
    @discardableResult
    func perform(_ job: @escaping Job) -> Bool {
        let isTaken = jobs.withLock { jobs in
            if !jobs.isStopping { jobs.waiting.append(job) }
            return !jobs.isStopping
        }
        if isTaken { ring() }
        return isTaken
    }

    /// Ends the thread once the jobs before have run, and waits for it.
    func stop() {
        jobs.withLock { $0.isStopping = true }
        ring()
        stopped.wait()
    }

    private func ring() {
        var one: UInt64 = 1
        _ = write(wake, &one, 8)
    }

    private func run(
        _ socket: UDPSocket,
        context: DTLSContext,
        report: @Sendable ([RouterEvent]) -> Void
    ) {
        let outbox = Outbox { burst, segment, address in socket.send(burst, segment: segment, to: address) }
        let engine = Engine(context: context, outbox: outbox)
        let poll = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(poll >= 0, "The kernel gives no epoll descriptor; the worker cannot wait for datagrams")
        defer { Glibc.close(poll) }
        for descriptor in [socket.descriptor, wake] {
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: descriptor))
            precondition(epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) == 0, "epoll refuses a descriptor of ours")
        }
        var nextTick = WorkerClock.now()
        var ready = [epoll_event](repeating: epoll_event(), count: 2)
        var nextFlush: MediaTime?
        while true {
            let due = min(nextTick, nextFlush ?? nextTick)
            let wait = max(0, (due - WorkerClock.now()).nanoseconds + 999_999) / 1_000_000
            let count = epoll_wait(poll, &ready, 2, Int32(wait))
            var now = WorkerClock.now()
            for _ in 0..<Limit.batchesPerTurn {
                let wall = WorkerClock.wall()
                let count = socket.receive { engine.receive($0, from: $1, at: now, wall: wall) }
                nextFlush = engine.flush(at: now)
                if count < Int(TW_BATCH) { break }
                now = WorkerClock.now()
            }
            if ready.prefix(Int(max(0, count))).contains(where: { $0.data.fd == wake }) {
                guard runJobs(engine, at: now) else { return }
            }
            if now >= nextTick {
                engine.tick(at: now, wall: WorkerClock.wall())
                nextTick = max(nextTick + Engine.tickInterval, now)
            }
            let events = engine.takeEvents()
            if !events.isEmpty { report(events) }
        }
    }

    /// Runs what others asked for; false when the worker is to end.
    private func runJobs(_ engine: Engine, at now: MediaTime) -> Bool {
        var count: UInt64 = 0
        _ = read(wake, &count, 8)
        let (waiting, isStopping) = jobs.withLock { jobs in
            defer { jobs.waiting.removeAll() }
            return jobs
        }
        for job in waiting {
            job(engine, now)
        }
        return !isStopping
    }

    /// Carries the socket to the thread that owns it from then on.
    private struct Handover: @unchecked Sendable {
        let socket: UDPSocket
    }
}
