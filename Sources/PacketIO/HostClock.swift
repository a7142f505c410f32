internal import Glibc
package import RTP

/// The machine's two clocks: one that never jumps, and the time of day.
package enum HostClock {
    package static func now() -> MediaTime {
        MediaTime(nanoseconds: nanoseconds(CLOCK_MONOTONIC))
    }

    package static func wall() -> NTPTime {
        NTPTime(unixNanoseconds: nanoseconds(CLOCK_REALTIME))
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
