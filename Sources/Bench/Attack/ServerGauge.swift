internal import Foundation
internal import ICE

/// What a server says of itself at `/metrics`, by the names of its figures.
struct ServerGauge {
    private let values: [String: Double]

    /// Asks the server that an endpoint belongs to; waits.
    init(of endpoint: URL) throws(BenchError) {
        guard let url = URL(string: "/metrics", relativeTo: endpoint)?.absoluteURL else {
            throw .badAddress(endpoint.absoluteString)
        }
        let source = TransportAddress(ipv4: 0x7F00_0001, port: 0)
        let response = try PlainExchange(method: "GET", url: url, source: source).run()
        guard response.status == 200 else { throw .refused("\(response.status) for /metrics") }
        var values: [String: Double] = [:]
        for line in response.body.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            if words.count == 2 { values[String(words[0])] = Double(words[1]) }
        }
        self.values = values
    }

    /// A figure by its name and labels as they stand there; 0 where it is not told.
    subscript(name: String) -> Double { values[name] ?? 0 }
}
