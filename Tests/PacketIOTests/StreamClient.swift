import Glibc
import PacketIO

/// A plain TCP client on loopback that does what it is told, right or wrong.
final class StreamClient {
    struct NoConnection: Error {
        var code: Int32
    }

    private let descriptor: Int32
    private var reader = FrameReader()

    /// Connects to a port of 127.0.0.1; the last number of its own address is `host`.
    init(to port: UInt16, from host: UInt8 = 1, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        let isConnected =
            Self.with(host: host, port: 0) { bind(descriptor, $0, $1) } == 0
            && Self.with(host: 1, port: port) { connect(descriptor, $0, $1) } == 0
        guard isConnected else { throw NoConnection(code: errno) }
    }

    deinit {
        close(descriptor)
    }

    private static func with(
        host: UInt8, port: UInt16, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = (0x7F00_0000 + UInt32(host)).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8]) {
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Sends packets, a frame each.
    func send(packets: [[UInt8]]) {
        send(packets.flatMap { [UInt8($0.count >> 8), UInt8(truncatingIfNeeded: $0.count)] + $0 })
    }

    /// The packets that have come by now; nil where the server has closed the connection.
    func receive() throws -> [[UInt8]]? {
        var packets: [[UInt8]] = []
        while true {
            let room = reader.room()
            let count = recv(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN { return packets }
            guard count > 0 else { return nil }
            reader.filled(count)
            while let packet = try reader.next() { packets.append(Array(packet)) }
        }
    }
}
