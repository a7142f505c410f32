internal import CDatagram
internal import Glibc
package import ICE
internal import RTP

/// A TCP port at which connections arrive.
package final class ConnectionListener {
    enum Limit {
        /// Connections that the kernel keeps until they are accepted: a show's audience comes within seconds.
        static let backlog: Int32 = 512
        /// What may wait in the kernel for a slow peer: a replayed group of pictures of a second at 4 Mbit/s.
        static let sendBuffer: Int32 = 512 << 10
        /// How long bytes may be underway without an answer: as long as consent (RFC 7675, section 5.1).
        static let silence = MediaSpan.seconds(30)
    }

    enum Arrival {
        case connection(Int32, from: TransportAddress)
        case none
        /// The process or the machine has no room for one more.
        case exhausted
    }

    let descriptor: Int32

    /// Listens at `address`.
    package init(bindingTo address: TransportAddress) throws(SystemError) {
        descriptor = socket(
            address.family == .ipv6 ? AF_INET6 : AF_INET,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError(call: "socket", code: errno) }
        setOptions()
        guard tw_bind(descriptor, tw_address(address)) == 0 else { throw SystemError(call: "bind", code: errno) }
        guard listen(descriptor, Limit.backlog) == 0 else { throw SystemError(call: "listen", code: errno) }
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// Where it listens.
    package var local: TransportAddress { TransportAddress(tw_local_address(descriptor)).over(.tcp) }

    /// The connections inherit all of these.
    private func setOptions() {
        // Connections of the server that was here before may linger for a minute.
        set(SOL_SOCKET, SO_REUSEADDR, 1)
        set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, Int32(Limit.silence.nanoseconds / 1_000_000))
        // Root may exceed the kernel's limit; for others it grants what the limit allows, which is no error.
        if !set(SOL_SOCKET, SO_SNDBUFFORCE, Limit.sendBuffer) { set(SOL_SOCKET, SO_SNDBUF, Limit.sendBuffer) }
    }

    @discardableResult
    private func set(_ level: Int32, _ option: Int32, _ value: Int32) -> Bool {
        var value = value
        return setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
    }

    /// The next connection that waits.
    func accept() -> Arrival {
        while true {
            var peer = tw_address()
            let connection = tw_accept(descriptor, &peer)
            if connection >= 0 { return .connection(connection, from: TransportAddress(peer).over(.tcp)) }
            switch errno {
            case EAGAIN: return .none
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            // The one that waited is gone; others may be behind it.
            case EINTR, ECONNABORTED, EPROTO, EPERM, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH, ENONET: continue
            default: return .none
            }
        }
    }
}
