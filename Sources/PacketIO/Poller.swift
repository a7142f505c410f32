internal import CDatagram
internal import Glibc
package import RTP

/// What one thread waits on: descriptors that become ready, and a moment.
package final class Poller {
    private enum Limit {
        /// Descriptors reported by one wait.
        static let events = 256
    }

    private let descriptor: Int32
    private var events = [epoll_event](repeating: epoll_event(), count: Limit.events)

    package init() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(descriptor >= 0, "The kernel gives no epoll descriptor; the thread cannot wait")
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Adds a descriptor; closing it takes it out again.
    package func watch(_ watched: Int32) {
        precondition(canWatch(watched), "epoll refuses a descriptor of ours")
    }

    /// Adds a descriptor of which there may be many; false where the kernel has no room for it.
    func canWatch(_ watched: Int32) -> Bool {
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: watched))
        return epoll_ctl(descriptor, EPOLL_CTL_ADD, watched, &event) == 0
    }

    /// Says whether a watched descriptor is also to be reported when it takes bytes.
    func watch(_ watched: Int32, forRoom: Bool) {
        let events = forRoom ? EPOLLIN.rawValue | EPOLLOUT.rawValue : EPOLLIN.rawValue
        var event = epoll_event(events: events, data: epoll_data_t(fd: watched))
        precondition(
            epoll_ctl(descriptor, EPOLL_CTL_MOD, watched, &event) == 0, "epoll does not know a descriptor of ours")
    }

    /// Takes a descriptor out that stays open.
    func forget(_ watched: Int32) {
        var event = epoll_event()
        precondition(
            epoll_ctl(descriptor, EPOLL_CTL_DEL, watched, &event) == 0, "epoll does not know a descriptor of ours")
    }

    /// Waits until something is ready or `due` has come, and tells which descriptors are.
    package func wait(until due: MediaTime, _ take: (Int32) -> Void) {
        let left = max(0, (due - HostClock.now()).nanoseconds)
        let count = tw_wait(descriptor, &events, Int32(Limit.events), left)
        for position in 0..<max(0, Int(count)) { take(events[position].data.fd) }
    }
}
