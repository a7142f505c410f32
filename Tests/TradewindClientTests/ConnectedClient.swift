import Glibc
import ICE
import PacketIO
import RTP

@testable import TradewindClient

/// A client whose packets go over a TCP connection: it is turned by hand, and has no thread.
final class ConnectedClient {
    private var descriptor: Int32 = -1
    private let server: TransportAddress
    private var reader = FrameReader()
    private(set) var session: (any LoopSession)?

    /// Connects to a worker on 127.0.0.1, and has `make` make the session.
    init(
        to worker: TransportAddress,
        with plan: SessionPlan,
        _ make: (SessionPlan, @escaping ClientSession.Transmit) throws -> any LoopSession
    ) throws {
        server = worker.over(.tcp)
        try connect()
        var plan = plan
        plan.addresses = [server]
        session = try make(plan) { [unowned self] bytes, _ in send(bytes) }
    }

    deinit {
        close(descriptor)
    }

    /// Leaves the connection for a new one.
    func connect() throws {
        close(descriptor)
        reader = FrameReader()
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = server.port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw ClientError.system(call: "connect", errno: errno) }
    }

    private func send(_ bytes: UnsafeRawBufferPointer) {
        let frame = [UInt8(bytes.count >> 8), UInt8(truncatingIfNeeded: bytes.count)] + bytes
        _ = Glibc.send(descriptor, frame, frame.count, Int32(MSG_NOSIGNAL))
    }

    /// Takes what has come and does what time demands; false where the server has closed the connection.
    @discardableResult
    func turn() throws -> Bool {
        var isOpen = true
        while isOpen {
            let room = reader.room()
            let count = recv(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
            if count < 0 { break }
            isOpen = count > 0
            reader.filled(count)
            while let packet = try reader.next() { session?.receive(packet, from: server, at: HostClock.now()) }
        }
        session?.tick(at: HostClock.now(), wall: HostClock.wall())
        return isOpen
    }
}
