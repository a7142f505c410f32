internal import CDatagram
internal import Glibc

/// The calling thread: its core, its processor time, and the clocks.
enum CurrentThread {
    /// Ties the calling thread to a core; on a machine without it, the thread stays where it was.
    static func pin(to core: Int) {
        _ = tw_pin_thread(Int32(core))
    }

    /// Processor time the calling thread has used.
    static func threadTime() -> Duration { read(CLOCK_THREAD_CPUTIME_ID) }

    static func now() -> Duration { read(CLOCK_MONOTONIC) }

    /// Gives the core to who else wants it: for waits too short to sleep.
    static func pause() { sched_yield() }

    /// The time of day, since 1970-01-01T00:00:00Z.
    static func wall() -> Duration { read(CLOCK_REALTIME) }

    private static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
