import Foundation
import Glibc
import Synchronization

/// An HTTP server that gives prepared answers, one connection each, and keeps what it was asked.
final class CannedServer: Sendable {
    struct Answer: Sendable {
        var status: String
        var headers: [String]
        var body: String
    }

    struct Request {
        var head: String
        var body: String
    }

    struct NoPort: Error {}

    let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Request]>([])

    init(_ answers: [Answer]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw NoPort() }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread { [self] in
            for answer in answers { serve(answer) }
        }.start()
    }

    deinit {
        stop()
        close(listener)
    }

    /// What was asked so far.
    var requests: [Request] { seen.withLock { $0 } }

    /// Refuses connections from now on; the descriptor stays ours while somebody may ask for it.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve(_ answer: Answer) {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        defer { close(connection) }
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while !Self.isWhole(text) {
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { return }
            text += String(decoding: chunk[..<count], as: UTF8.self)
        }
        let parts = Self.split(text)
        seen.withLock { $0.append(Request(head: parts.head, body: parts.body)) }
        let head = ["HTTP/1.1 \(answer.status)", "Content-Length: \(answer.body.utf8.count)", "Connection: close"]
        let response = (head + answer.headers + ["", answer.body]).joined(separator: "\r\n")
        _ = response.withCString { write(connection, $0, strlen($0)) }
    }

    private static func split(_ text: String) -> (head: String, body: String) {
        guard let end = text.range(of: "\r\n\r\n") else { return (text, "") }
        return (String(text[..<end.lowerBound]), String(text[end.upperBound...]))
    }

    private static func isWhole(_ text: String) -> Bool {
        guard text.contains("\r\n\r\n") else { return false }
        let (head, body) = split(text)
        let length = head.components(separatedBy: "\r\n").compactMap { line -> Int? in
            guard line.lowercased().hasPrefix("content-length:") else { return nil }
            return Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces))
        }
        return body.utf8.count >= length.first ?? 0
    }
}
