internal import ArgumentParser
internal import Foundation

/// Values of the command line that more than one command takes.
enum CommandLineValues {
    @Sendable static func url(_ text: String) throws -> URL {
        guard let url = URL(string: text), url.host != nil else { throw ValidationError("“\(text)” is not a URL") }
        return url
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
