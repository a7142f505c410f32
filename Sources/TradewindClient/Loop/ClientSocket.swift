internal import CDatagram
internal import Glibc
internal import ICE

/// The UDP socket of one session, never waiting.
final class ClientSocket {
    enum Limit {
        /// A replayed group of pictures arrives within a few milliseconds: room for 1 MiB of it.
        static let buffer: Int32 = 1 << 20
    }

    private let family: TransportAddress.Family
    private(set) var descriptor: Int32

    init(family: TransportAddress.Family) throws(ClientError) {
        self.family = family
        descriptor = try Self.open(family)
    }

    private static func open(_ family: TransportAddress.Family) throws(ClientError) -> Int32 {
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family == .ipv6 ? AF_INET6 : AF_INET, kind, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        var size = Limit.buffer
        // The kernel grants what its limit allows; less is no error.
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }

    /// Takes a new port in place of the old one.
    func reopen() throws(ClientError) {
        let fresh = try Self.open(family)
        Glibc.close(descriptor)
        descriptor = fresh
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Sends one datagram; one that the kernel does not take is lost, as on any path.
    func send(_ datagram: UnsafeRawBufferPointer, to address: TransportAddress) {
        _ = tw_send_burst(
            descriptor, datagram.baseAddress, datagram.count, UInt16(clamping: datagram.count), tw_address(address))
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
        self.init(high: address.high, low: address.low, port: address.port, is_ipv6: address.family == .ipv6 ? 1 : 0)
    }
}
