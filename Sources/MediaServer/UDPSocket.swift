internal import CDatagram
internal import Glibc
internal import ICE

/// A non-blocking UDP socket that sends bursts and receives batches.
final class UDPSocket {
    enum Limit {
        /// Room for one group of pictures to all viewers of a worker, and for a join storm.
        static let buffer: Int32 = 8 << 20
    }

    let descriptor: Int32
    let local: TransportAddress
    private let batch: UnsafeMutablePointer<tw_batch>
    /// Whether the kernel cuts bursts; false for good after it once refused.
    private var cutsBursts = true
    private(set) var sendsDropped: Int64 = 0

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
        var size = Limit.buffer
        for option in [SO_RCVBUF, SO_SNDBUF] {
            // The kernel grants what its limit allows; less is no error.
            setsockopt(descriptor, SOL_SOCKET, option, &size, socklen_t(MemoryLayout<Int32>.size))
        }
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

    /// Sends datagrams of `segment` bytes, the last one possibly shorter, to one address.
    func send(_ burst: UnsafeRawBufferPointer, segment: Int, to address: TransportAddress) {
        let destination = tw_address(address)
        if cutsBursts || segment >= burst.count {
            let sent = tw_send_burst(descriptor, burst.baseAddress, burst.count, UInt16(segment), destination)
            if sent >= 0 { return }
            guard segment < burst.count, errno == EIO || errno == EINVAL || errno == ENOPROTOOPT else {
                sendsDropped += 1
                return
            }
            // The device or kernel has no segmentation offload: never ask again.
            cutsBursts = false
        }
        for start in stride(from: 0, to: burst.count, by: segment) {
            let datagram = UnsafeRawBufferPointer(rebasing: burst[start..<min(start + segment, burst.count)])
            if tw_send_burst(descriptor, datagram.baseAddress, datagram.count, UInt16(segment), destination) < 0 {
                sendsDropped += 1
            }
        }
    }
}

extension TransportAddress {
    init(_ address: tw_address) {
        self.init(
            family: address.is_ipv6 == 1 ? .ipv6 : .ipv4, high: address.high, low: address.low, port: address.port)
    }
}

extension tw_address {
    init(_ address: TransportAddress) {
        self.init(
            high: address.high, low: address.low, port: address.port, is_ipv6: address.family == .ipv6 ? 1 : 0)
    }
}
