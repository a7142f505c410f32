internal import CDatagram
internal import Foundation
internal import Glibc
internal import Synchronization

/// Sockets on loopback that a thread of their own empties, as viewers would, or that nobody does.
final class DrainedSockets: Sendable {
    let addresses: [tw_address]
    private let descriptors: [Int32]
    private let isStopping = Atomic(false)
    private let received = Atomic<Int>(0)
    private let stopped = DispatchSemaphore(value: 0)

    init(count: Int, core: Int, isDrained: Bool = true) throws(BenchError) {
        var descriptors: [Int32] = []
        let loopback = tw_address(high: 0x7F00_0001 << 32, low: 0, port: 0, is_ipv6: 0)
        for _ in 0..<count {
            let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            guard descriptor >= 0, tw_bind(descriptor, loopback) == 0 else {
                throw .system(call: "bind", errno: errno)
            }
            var size: Int32 = 1 << 20
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
            descriptors.append(descriptor)
        }
        self.descriptors = descriptors
        addresses = descriptors.map(tw_local_address)
        guard isDrained else {
            stopped.signal()
            return
        }
        let thread = Thread { [self] in
            CurrentThread.pin(to: core)
            drain()
            stopped.signal()
        }
        thread.start()
    }

    /// Datagrams taken out so far.
    var count: Int { received.load(ordering: .relaxed) }

    /// Ends the thread and closes the sockets.
    func stop() {
        isStopping.store(true, ordering: .relaxed)
        stopped.wait()
        for descriptor in descriptors { Glibc.close(descriptor) }
    }

    private func drain() {
        let poll = epoll_create1(0)
        guard let batch = tw_batch_new(), poll >= 0 else { preconditionFailure("No memory to drain sockets with") }
        defer {
            free(batch)
            Glibc.close(poll)
        }
        for descriptor in descriptors {
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: descriptor))
            epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event)
        }
        var ready = [epoll_event](repeating: epoll_event(), count: 256)
        while !isStopping.load(ordering: .relaxed) {
            let events = epoll_wait(poll, &ready, 256, 20)
            for position in 0..<max(0, Int(events)) {
                let taken = tw_batch_receive(ready[position].data.fd, batch)
                if taken > 0 { received.wrappingAdd(Int(taken), ordering: .relaxed) }
            }
        }
    }
}
