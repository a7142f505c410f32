internal import CDatagram
internal import Foundation
internal import Glibc
internal import ICE
internal import RTP
internal import SecureTransport
internal import Synchronization

/// One thread that serves any number of publishing and playing sessions.
///
/// Each session has a UDP socket of its own, as each real viewer has. Callers reach the thread by a queue; that queue is
/// the only thing under a lock, and packets never pass through it.
public final class ClientLoop: Sendable {
    typealias Job = @Sendable (Reactor, MediaTime) -> Void

    let identity: ClientIdentity
    private let wake: Int32
    private let jobs = Mutex<(waiting: [Job], isStopping: Bool)>(([], false))
    private let stopped = DispatchSemaphore(value: 0)
    private let lastID = Atomic<UInt64>(0)

    /// Makes a certificate and starts the thread.
    public convenience init() throws(ClientError) {
        try self.init(profiles: ProtectionProfile.allCases)
    }

    /// A loop whose sessions agree to these protection profiles only.
    init(profiles: [ProtectionProfile]) throws(ClientError) {
        identity = try ClientIdentity(profiles: profiles)
        wake = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard wake >= 0 else { throw .system(call: "eventfd", errno: errno) }
        let thread = Thread { [self] in
            run()
            stopped.signal()
        }
        thread.name = "media-client"
        thread.start()
    }

    deinit {
        Glibc.close(wake)
    }

    /// Ends every session and the thread, and waits for it; nothing may be asked afterwards.
    public func stop() {
        jobs.withLock { $0.isStopping = true }
        ring()
        stopped.wait()
    }

    /// Runs `job` on the loop's thread, soon.
    func perform(_ job: @escaping Job) {
        jobs.withLock { $0.waiting.append(job) }
        ring()
    }

    /// Asks something of the loop's thread and waits for the answer without blocking.
    func ask<Answer: Sendable>(_ question: @escaping @Sendable (Reactor, MediaTime) -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            perform { reactor, now in continuation.resume(returning: question(reactor, now)) }
        }
    }

    func makeID() -> LoopSessionID {
        LoopSessionID(lastID.wrappingAdd(1, ordering: .relaxed).newValue)
    }

    private func ring() {
        var one: UInt64 = 1
        _ = write(wake, &one, 8)
    }

    private func run() {
        let reactor = Reactor(wake: wake)
        while true {
            reactor.turn()
            var count: UInt64 = 0
            _ = read(wake, &count, 8)
            let (waiting, isStopping) = jobs.withLock { jobs in
                defer { jobs.waiting.removeAll() }
                return jobs
            }
            let now = LoopClock.now()
            for job in waiting {
                job(reactor, now)
            }
            guard !isStopping else { return reactor.closeAll() }
        }
    }
}
