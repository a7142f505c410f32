internal import ICE

/// What load reads from session descriptions without understanding the rest.
enum AnswerText {
    /// Where the server takes UDP: the address of its first such candidate (RFC 8839, section 5.1).
    static func server(in answer: String) -> TransportAddress? {
        candidates(of: answer).lazy.compactMap { fields -> TransportAddress? in
            guard fields[2].lowercased() == "udp", let port = UInt16(fields[5]) else { return nil }
            return TransportAddress(host: String(fields[4]), port: port)
        }.first
    }

    /// The answer with one candidate alone, at another address.
    static func replacingServer(in answer: String, by address: TransportAddress) -> String {
        var isNamed = false
        let lines = lines(of: answer).compactMap { line -> String? in
            guard line.hasPrefix("a=candidate:") else {
                // Each section names its own.
                if line.hasPrefix("m=") { isNamed = false }
                return String(line)
            }
            guard !isNamed else { return nil }
            isNamed = true
            return "a=candidate:1 1 udp 2130706431 \(address.host) \(address.port) typ host"
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// The value of the first attribute with a name.
    static func attribute(_ name: String, in text: String) -> String? {
        lines(of: text).first { $0.hasPrefix("a=\(name):") }.map { String($0.dropFirst(name.utf8.count + 3)) }
    }

    /// The sources that a description declares, in order.
    static func sources(in text: String) -> [UInt32] {
        lines(of: text).filter { $0.hasPrefix("a=ssrc:") && $0.contains("cname") }.compactMap { line in
            UInt32(line.dropFirst(7).prefix { $0.isNumber })
        }
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline)
    }

    private static func candidates(of text: String) -> [[Substring]] {
        lines(of: text).filter { $0.hasPrefix("a=candidate:") }.map { $0.split(separator: " ") }.filter {
            $0.count > 5
        }
    }
}
