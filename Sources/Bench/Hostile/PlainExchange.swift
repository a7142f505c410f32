internal import Foundation
internal import Glibc
internal import ICE

/// One exchange of HTTP/1.1 over a connection of its own, from an address of the caller's choice; waits for the answer.
struct PlainExchange {
    /// What the server said.
    struct Response {
        var status: Int
        /// By lower-case names.
        var headers: [String: String]
        var body: String

        /// The stable word of a problem document; nil where there is none.
        var code: String? {
            let problem = try? JSONDecoder().decode([String: Word].self, from: Data(body.utf8))
            return problem?["code"]?.text
        }

        /// A member of a problem document, of whatever type.
        private struct Word: Decodable {
            var text: String?

            init(from decoder: any Decoder) throws {
                text = try? decoder.singleValueContainer().decode(String.self)
            }
        }
    }

    private enum Limit {
        static let answer = Duration.seconds(20)
        static let bytes = 1 << 20
    }

    var method: String
    var url: URL
    var source: TransportAddress
    var token: String?
    var type: String?
    var body: [UInt8] = []

    func run() throws(BenchError) -> Response {
        guard let host = url.host, let port = url.port.flatMap(UInt16.init(exactly:)),
            let server = TransportAddress(host: host, port: port)
        else { throw .badAddress(url.absoluteString) }
        let socket = try BareSocket(.stream, from: source, to: server)
        // A server that refuses a long body may answer before it has read it.
        _ = socket.send(head(host, port) + body, waits: true)
        var answer: [UInt8] = []
        let due = CurrentThread.now() + Limit.answer
        while answer.count < Limit.bytes, CurrentThread.now() < due {
            guard let part = socket.receive(within: due - CurrentThread.now()), !part.isEmpty else { break }
            answer += part
        }
        guard let response = Self.response(answer) else { throw .refused("no answer came to \(method) \(url.path)") }
        return response
    }

    private func head(_ host: String, _ port: UInt16) -> [UInt8] {
        var lines = [
            "\(method) \(url.path) HTTP/1.1", "Host: \(host):\(port)", "Connection: close",
            "Content-Length: \(body.count)",
        ]
        if let type { lines.append("Content-Type: \(type)") }
        if let token { lines.append("Authorization: Bearer \(token)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private static func response(_ bytes: [UInt8]) -> Response? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers[line[..<colon].lowercased()] = value
        }
        return Response(status: status, headers: headers, body: String(text[end.upperBound...]))
    }
}
