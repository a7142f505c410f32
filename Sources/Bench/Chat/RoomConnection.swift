internal import CDatagram
internal import Foundation
internal import Glibc

/// One room socket: a WebSocket (RFC 6455) over a bare TCP descriptor.
final class RoomConnection {
    enum Limit {
        /// The head of the server's answer to the handshake.
        static let head = 8_192
    }

    let descriptor: Int32
    /// The part of a frame that came without its rest.
    var pending: [UInt8] = []

    /// Connects and shakes hands; waits for both.
    ///
    /// On loopback each connection comes from an address of its own, as viewers do: a room limits lines per address.
    ///
    /// - Parameter number: tells the connections of one run apart.
    init(to url: URL, number connection: Int) throws(BenchError) {
        guard let host = url.host, let port = url.port, let number = UInt16(exactly: port) else {
            throw .badAddress(url.absoluteString)
        }
        var four = in_addr()
        guard inet_pton(AF_INET, host, &four) == 1 else { throw .badAddress(url.absoluteString) }
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        let server = UInt32(bigEndian: four.s_addr)
        if server >> 24 == 127 {
            // All of 127/8 is loopback; the first 65,536 addresses are left to servers.
            let own = 0x7F01_0001 &+ UInt32(truncatingIfNeeded: connection)
            guard tw_bind(descriptor, tw_address(high: UInt64(own) << 32, low: 0, port: 0, is_ipv6: 0)) == 0 else {
                throw .system(call: "bind", errno: errno)
            }
        }
        let address = tw_address(high: UInt64(server) << 32, low: 0, port: number, is_ipv6: 0)
        guard tw_connect(descriptor, address) == 0 else { throw .system(call: "connect", errno: errno) }
        try shakeHands(url, host: "\(host):\(port)")
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        Glibc.close(descriptor)
    }

    private func shakeHands(_ url: URL, host: String) throws(BenchError) {
        let target = url.path.isEmpty ? "/" : url.path
        let query = url.query.map { "?\($0)" } ?? ""
        let key = Data((0..<16).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        let request = """
            GET \(target)\(query) HTTP/1.1\r
            Host: \(host)\r
            Origin: http://\(host)\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: \(key)\r
            \r

            """
        write(Array(request.utf8))
        var head: [UInt8] = []
        var byte: UInt8 = 0
        // Byte by byte: what follows the head is the first frame and must stay in the socket.
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), head.count < Limit.head {
            guard read(descriptor, &byte, 1) == 1 else { throw .refused("the handshake was cut off.") }
            head.append(byte)
        }
        let text = String(decoding: head, as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 101") else {
            throw .refused(String(text.prefix { !$0.isNewline }))
        }
    }

    /// Sends one text message, masked as clients must (RFC 6455, section 5.3).
    func send(_ text: String) {
        sendFrame(0x81, Array(text.utf8))
    }

    func sendPong(_ payload: [UInt8]) {
        sendFrame(0x8A, payload)
    }

    private func sendFrame(_ first: UInt8, _ payload: [UInt8]) {
        var frame: [UInt8] = [first]
        if payload.count < 126 {
            frame.append(0x80 | UInt8(payload.count))
        } else {
            frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(truncatingIfNeeded: payload.count)]
        }
        let mask = (0..<4).map { _ in UInt8.random(in: 0...255) }
        frame += mask
        for (position, byte) in payload.enumerated() {
            frame.append(byte ^ mask[position & 3])
        }
        write(frame)
    }

    private func write(_ bytes: [UInt8]) {
        // A message of ours is small: a socket that does not take it whole has been given up by the server.
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
