internal import CDatagram
internal import Glibc
internal import ICE

/// A non-blocking UDP socket that sends bursts and receives batches.
final class UDPSocket {
    enum Limit {
        /// Room for one group of pictures to all viewers of a worker, and for a join storm.
        static let buffer: Int32 = 8 << 20
        /// Peers whose path takes no bursts that are remembered; more are asked again.
        static let uncut = 4_096
        /// How long a full send buffer is waited for, in milliseconds: a burst lost is a frame lost.
        static let patience: Int32 = 2
    }

    let descriptor: Int32
    let local: TransportAddress
    private let batch: UnsafeMutablePointer<tw_batch>
    /// Whether this kernel cuts bursts at all.
    private let cutsBursts: Bool
    /// Peers whose path is too narrow for bursts of our packets: a tunnel, say.
    private var uncut: Set<TransportAddress> = []

    init(bindingTo address: TransportAddress) throws(MediaServerError) {
        let family = address.family == .ipv6 ? AF_INET6 : AF_INET
        let descriptor = socket(
            family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .socket(call: "socket", errno: errno) }
        guard tw_bind(descriptor, tw_address(address)) == 0 else {
            let code = errno
            Glibc.close(descriptor)
            throw .portTaken(address, errno: code)
        }
        guard let batch = tw_batch_new() else {
            Glibc.close(descriptor)
            throw .socket(call: "calloc", errno: ENOMEM)
        }
        self.descriptor = descriptor
        self.batch = batch
        local = TransportAddress(tw_local_address(descriptor))
        cutsBursts = tw_cuts_bursts(descriptor) == 1
        var size = Limit.buffer
        for (forced, usual) in [(SO_RCVBUFFORCE, SO_RCVBUF), (SO_SNDBUFFORCE, SO_SNDBUF)] {
            // Root may exceed the kernel's limit; for others it grants what the limit allows, which is no error.
            let length = socklen_t(MemoryLayout<Int32>.size)
            if setsockopt(descriptor, SOL_SOCKET, forced, &size, length) != 0 {
                setsockopt(descriptor, SOL_SOCKET, usual, &size, length)
            }
        }
        tw_allow_fragments(descriptor)
    }

    deinit {
        Glibc.close(descriptor)
        free(batch)
    }

    /// Takes what has come, up to 64 datagrams, and tells how many there were.
    @inline(__always)
    func receive(_ take: (UnsafeMutableBufferPointer<UInt8>, TransportAddress) -> Void) -> Int {
        let count = tw_batch_receive(descriptor, batch)
        guard count > 0 else { return 0 }
        for position in 0..<count {
            let length = Int(tw_batch_length(batch, position))
            guard length > 0 else { continue }
            let bytes = UnsafeMutableBufferPointer(start: tw_batch_bytes(batch, position), count: length)
            take(bytes, TransportAddress(tw_batch_source(batch, position)))
        }
        return Int(count)
    }

    /// Sends datagrams of `segment` bytes, the last one possibly shorter, to one address; false where any is lost.
    func send(_ burst: UnsafeRawBufferPointer, segment: Int, to address: TransportAddress) -> Bool {
        let destination = tw_address(address, for: local.family)
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

/// A socket for both families names its IPv4 peers as `::ffff:a.b.c.d` (RFC 4291, section 2.5.5.2); nobody else does.
private enum MappedAddress {
    static let prefix: UInt64 = 0xFFFF << 32
}

extension TransportAddress {
    init(_ address: tw_address) {
        if address.is_ipv6 == 1, address.high == 0, address.low & ~0xFFFF_FFFF == MappedAddress.prefix {
            self.init(family: .ipv4, high: address.low << 32, low: 0, port: address.port)
        } else {
            self.init(
                family: address.is_ipv6 == 1 ? .ipv6 : .ipv4, high: address.high, low: address.low, port: address.port)
        }
    }
}

extension tw_address {
    init(_ address: TransportAddress) {
        self.init(
            high: address.high, low: address.low, port: address.port, is_ipv6: address.family == .ipv6 ? 1 : 0)
    }

    /// The address as a socket of `family` takes it.
    init(_ address: TransportAddress, for family: TransportAddress.Family) {
        if family == .ipv6, address.family == .ipv4 {
            self.init(high: 0, low: MappedAddress.prefix | address.high >> 32, port: address.port, is_ipv6: 1)
        } else {
            self.init(address)
        }
    }
}
