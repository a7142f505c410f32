internal import CDatagram
internal import Glibc
package import RTP
internal import Synchronization

/// How others reach a thread that serves packets: jobs for what the thread owns.
///
/// The queue is the only thing under a lock; packets never pass through it.
package final class JobQueue<Owned>: Sendable {
    package typealias Job = @Sendable (Owned, MediaTime) -> Void

    /// Becomes readable when there is something to do.
    package let descriptor: Int32
    private let state = Mutex<(waiting: [Job], isStopping: Bool)>(([], false))

    package init() throws(SystemError) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard descriptor >= 0 else { throw SystemError(call: "eventfd", code: errno) }
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Has `job` run on the thread, soon; false where the thread has been told to end.
    @discardableResult
    package func perform(_ job: @escaping Job) -> Bool {
        let isTaken = state.withLock { state in
            if !state.isStopping { state.waiting.append(job) }
            return !state.isStopping
        }
        if isTaken { wake() }
        return isTaken
    }

    /// Tells the thread to end once the jobs before have run.
    package func stop() {
        state.withLock { $0.isStopping = true }
        wake()
    }

    /// Runs what waits, on the thread; false when it is to end.
    package func run(on owned: Owned, at now: MediaTime) -> Bool {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
        let (waiting, isStopping) = state.withLock { state in
            defer { state.waiting.removeAll() }
            return state
        }
        for job in waiting { job(owned, now) }
        return !isStopping
    }

    /// Wakes the thread where it waits: there is something for it elsewhere.
    package func wake() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }
}
