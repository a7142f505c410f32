internal import Glibc

/// The TCP port of the pages, as it is before a server takes it.
struct PagePort {
    private enum Limit {
        /// How long a server may take to answer, in seconds.
        static let patience = 2
        /// More than the answer of `/readyz` has, with its head.
        static let answer = 4_096
    }

    let address: HostPort

    /// Listens for a moment, to see whether it can be had.
    func probe() throws(StartError) {
        let code = withSocket { descriptor, name, length -> Int32 in
            // As the server does: connections that have ended do not keep the port.
            var yes: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            return bind(descriptor, name, length) == 0 && listen(descriptor, 1) == 0 ? 0 : errno
        }
        guard let code else { throw .pageHost(address) }
        guard code == 0 else { throw .pagePort(address, errno: code) }
    }

    /// Whether a Tradewind answers there by plain HTTP.
    func isServed() -> Bool {
        let answer = withSocket { descriptor, name, length -> String in
            var patience = timeval(tv_sec: Limit.patience, tv_usec: 0)
            let size = socklen_t(MemoryLayout<timeval>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
            let request = Array("GET /readyz HTTP/1.1\r\nHost: \(address)\r\nConnection: close\r\n\r\n".utf8)
            guard connect(descriptor, name, length) == 0,
                send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
            else { return "" }
            return Self.read(descriptor)
        }
        // Other programs may have such a page too, but none that speaks of both.
        return answer.map { $0.contains("\"draining\"") && $0.contains("\"media\"") } ?? false
    }

    private static func read(_ descriptor: Int32) -> String {
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: Limit.answer)
        while answer.count < Limit.answer {
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { break }
            answer += piece[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// A new socket, with the address it is for; nil where nothing goes by that name.
    private func withSocket<Value>(_ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, String(address.port), &hints, &found) == 0, let found else { return nil }
        defer { freeaddrinfo(found) }
        let descriptor = socket(found.pointee.ai_family, found.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return body(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen)
    }
}
