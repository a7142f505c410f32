internal import ICE
internal import PacketIO

/// One port number, bound for UDP and for TCP; who has it hands it to the thread that owns it from then on.
struct MediaPort: @unchecked Sendable {
    private enum Limit {
        /// How many ports of the kernel's choice are tried: one that is free for UDP may be taken for TCP.
        static let tries = 16
    }

    let socket: DatagramSocket
    let listener: ConnectionListener

    /// Binds `address`; of port 0 one that is free for both.
    init(bindingTo address: TransportAddress) throws(MediaServerError) {
        if address.port == 0 {
            for _ in 1..<Limit.tries {
                if let port = try? MediaPort(binding: address) {
                    self = port
                    return
                }
            }
        }
        try self.init(binding: address)
    }

    private init(binding address: TransportAddress) throws(MediaServerError) {
        socket = try Self.bound(address) { address throws(SystemError) in
            try DatagramSocket(bindingTo: address, buffer: DatagramSocket.Limit.serverBuffer)
        }
        let same = TransportAddress(
            family: address.family, high: address.high, low: address.low, port: socket.local.port, transport: .tcp)
        listener = try Self.bound(same) { address throws(SystemError) in try ConnectionListener(bindingTo: address) }
    }

    /// What `bind` made of an address, or why that cannot be had.
    private static func bound<Bound>(
        _ address: TransportAddress, _ bind: (TransportAddress) throws(SystemError) -> Bound
    ) throws(MediaServerError) -> Bound {
        do throws(SystemError) {
            return try bind(address)
        } catch {
            throw error.call == "socket"
                ? .socket(call: error.call, errno: error.code) : .portTaken(address, errno: error.code)
        }
    }
}
