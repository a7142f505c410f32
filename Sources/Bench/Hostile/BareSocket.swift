internal import CDatagram
internal import Glibc
internal import ICE

/// A connected socket whose owner waits for it, sends what it likes and reads when it likes.
final class BareSocket {
    enum Kind {
        case datagrams
        case stream
    }

    private enum Limit {
        static let read = 65_536
        static let wait = Duration.seconds(10)
    }

    let descriptor: Int32

    /// Connects from one address to another.
    init(_ kind: Kind, from source: TransportAddress, to server: TransportAddress) throws(BenchError) {
        let type = kind == .stream ? SOCK_STREAM : SOCK_DGRAM
        descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        guard tw_bind(descriptor, tw_address(ipv4: source)) == 0 else { throw .system(call: "bind", errno: errno) }
        guard tw_connect(descriptor, tw_address(ipv4: server)) == 0 else {
            throw .system(call: "connect", errno: errno)
        }
        var wait = timeval(tv_sec: Int(Limit.wait.components.seconds), tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Where it is bound.
    var local: UInt16 { tw_local_address(descriptor).port }

    /// Sends all bytes, or none where there is no room for them now; false where not all went.
    @discardableResult
    func send(_ bytes: [UInt8], waits: Bool = false) -> Bool {
        let flags = Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT))
        return Glibc.send(descriptor, bytes, bytes.count, flags) == bytes.count
    }

    /// What one read gives, waiting at most so long; nil where nothing came, empty where the peer is gone.
    func receive(within wait: Duration) -> [UInt8]? {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, Int32(wait.milliseconds)) > 0 else { return nil }
        return [UInt8](unsafeUninitializedCapacity: Limit.read) { room, count in
            count = max(0, Glibc.recv(descriptor, room.baseAddress, room.count, 0))
        }
    }
}
