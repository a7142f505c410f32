internal import ArgumentParser
internal import Foundation
internal import ICE
internal import Rehearsal

/// Values of the command line that more than one command takes.
enum CommandLineValues {
    @Sendable static func url(_ text: String) throws -> URL {
        guard let url = URL(string: text), url.host != nil else { throw ValidationError("“\(text)” is not a URL") }
        return url
    }

    /// A URL whose host is this very machine: what may be attacked.
    @Sendable static func loopback(_ text: String) throws -> URL {
        let url = try url(text)
        guard let address = url.host.flatMap({ TransportAddress(host: $0, port: 0) }), address.family == .ipv4,
            address.ipv4Bits >> 24 == 127, url.port != nil
        else { throw ValidationError("“\(text)” is not on loopback: give an address such as http://127.0.0.1:8080/…") }
        return url
    }

    /// An IP address and a port such as `127.0.0.1:7882`.
    @Sendable static func address(_ text: String) throws -> TransportAddress {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            let address = TransportAddress(host: text[..<colon].trimmingCharacters(in: ["[", "]"]), port: port)
        else { throw ValidationError("“\(text)” is not an address such as 127.0.0.1:7882") }
        return address
    }

    @Sendable static func script(_ text: String) throws -> LinkScript {
        do {
            return try LinkScript(text)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// A list such as `100,300`.
    @Sendable static func counts(_ text: String) throws -> [Int] {
        let counts = text.split(separator: ",").map { Int($0) ?? 0 }
        guard !counts.isEmpty, counts.allSatisfy({ $0 > 0 }) else {
            throw ValidationError("“\(text)” is not a list of numbers such as 100,300")
        }
        return counts
    }
}
