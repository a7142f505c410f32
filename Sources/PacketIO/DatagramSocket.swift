internal import CDatagram
internal import Glibc
package import ICE

/// A non-blocking UDP socket that sends bursts and receives batches.
package final class DatagramSocket {
    package enum Limit {
        /// Room for one group of pictures to all viewers of a worker, and for a join storm.
        package static let serverBuffer: Int32 = 8 << 20
        /// A replayed group of pictures arrives within a few milliseconds: room for 1 MiB of it.
        package static let clientBuffer: Int32 = 1 << 20
        /// Peers whose path takes no bursts that are remembered; more are asked again.
        static let uncut = 4_096
        /// How long a full send buffer is waited for, in milliseconds: a burst lost is a frame lost.
        static let patience: Int32 = 2
    }

    package private(set) var descriptor: Int32
    private let buffer: Int32
    private let family: TransportAddress.Family
    /// Whether this kernel cuts bursts at all.
    private let cutsBursts: Bool
    /// Peers whose path is too narrow for bursts of our packets: a tunnel, say.
    private var uncut: Set<TransportAddress> = []

    /// A socket whose port the kernel chooses with the first datagram.
    package init(family: TransportAddress.Family, buffer: Int32) throws(SystemError) {
        descriptor = try Self.open(family, buffer: buffer)
        self.family = family
        self.buffer = buffer
        cutsBursts = tw_cuts_bursts(descriptor) == 1
    }

    private static func open(_ family: TransportAddress.Family, buffer: Int32) throws(SystemError) -> Int32 {
        let descriptor = socket(
            family == .ipv6 ? AF_INET6 : AF_INET,
            Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError(call: "socket", code: errno) }
        var size = buffer
        for (forced, usual) in [(SO_RCVBUFFORCE, SO_RCVBUF), (SO_SNDBUFFORCE, SO_SNDBUF)] {
            // Root may exceed the kernel's limit; for others it grants what the limit allows, which is no error.
            let length = socklen_t(MemoryLayout<Int32>.size)
            if setsockopt(descriptor, SOL_SOCKET, forced, &size, length) != 0 {
                setsockopt(descriptor, SOL_SOCKET, usual, &size, length)
            }
        }
        tw_allow_fragments(descriptor)
        return descriptor
    }

    /// Takes a new port in place of the old one.
    package func reopen() throws(SystemError) {
        let fresh = try Self.open(family, buffer: buffer)
        Glibc.close(descriptor)
        descriptor = fresh
    }

    /// A socket bound to `address`; port 0 lets the kernel choose.
    package convenience init(bindingTo address: TransportAddress, buffer: Int32) throws(SystemError) {
        try self.init(family: address.family, buffer: buffer)
        guard tw_bind(descriptor, tw_address(address)) == 0 else { throw SystemError(call: "bind", code: errno) }
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Where the socket is bound.
    package var local: TransportAddress { TransportAddress(tw_local_address(descriptor)) }

    /// Takes what has come, up to ``DatagramBatch/capacity`` datagrams, and tells how many there were.
    @inline(__always)
    package func receive(
        into batch: DatagramBatch, _ take: (UnsafeMutableBufferPointer<UInt8>, TransportAddress) -> Void
    ) -> Int {
        let count = tw_batch_receive(descriptor, batch.memory)
        guard count > 0 else { return 0 }
        for position in 0..<count {
            let length = Int(tw_batch_length(batch.memory, position))
            guard length > 0 else { continue }
            let bytes = UnsafeMutableBufferPointer(start: tw_batch_bytes(batch.memory, position), count: length)
            take(bytes, TransportAddress(tw_batch_source(batch.memory, position)))
        }
        return Int(count)
    }

    /// Sends one datagram; false where the kernel does not take it.
    @discardableResult
    package func send(_ datagram: UnsafeRawBufferPointer, to address: TransportAddress) -> Bool {
        send(datagram, segment: datagram.count, to: address)
    }

    /// Sends datagrams of `segment` bytes, the last one possibly shorter, to one address; false where any is lost.
    package func send(_ burst: UnsafeRawBufferPointer, segment: Int, to address: TransportAddress) -> Bool {
        let destination = tw_address(address, for: family)
        if segment >= burst.count || cutsBursts && !uncut.contains(address) {
            if sendOnce(burst, segment: segment, to: destination) { return true }
            guard segment < burst.count, errno == EMSGSIZE || errno == EINVAL || errno == EIO else { return false }
            // The path to this peer, not the kernel: segments longer than it carries are not cut.
            if uncut.count >= Limit.uncut { uncut.removeAll(keepingCapacity: true) }
            uncut.insert(address)
        }
        var isWhole = true
        for start in stride(from: 0, to: burst.count, by: segment) {
            let datagram = UnsafeRawBufferPointer(rebasing: burst[start..<min(start + segment, burst.count)])
            isWhole = sendOnce(datagram, segment: segment, to: destination) && isWhole
        }
        return isWhole
    }

    private func sendOnce(_ bytes: UnsafeRawBufferPointer, segment: Int, to destination: tw_address) -> Bool {
        if tw_send_burst(descriptor, bytes.baseAddress, bytes.count, UInt16(segment), destination) >= 0 { return true }
        guard errno == EAGAIN || errno == ENOBUFS else { return false }
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&room, 1, Limit.patience)
        return tw_send_burst(descriptor, bytes.baseAddress, bytes.count, UInt16(segment), destination) >= 0
    }
}
