internal import API
internal import Demo
internal import Domain
internal import Foundation
internal import Rooms

/// The links that `serve` prints when it is ready.
struct EntryLinks: Sendable {
    let configuration: ServerConfiguration
    let codes: EntryCodes
    let isDemo: Bool

    /// Prints them to standard output; each one-time link is good once.
    func print(port: Int) async {
        var configuration = configuration
        configuration.http.port = port
        let origin = configuration.origin
        do {
            let owner = try await codes.issue(EntryCodes.Grant(role: .owner, scope: .all))
            var lines = ["Tradewind is ready.", "  Lobby    \(origin)/"]
            if isDemo {
                let host = try await codes.issue(EntryCodes.Grant(role: .host, scope: .only(DemoContent.onAir.id)))
                lines.append("  Studio   \(origin)/enter/\(host)   (host of the demo show, good once)")
            }
            lines.append("  Console  \(origin)/enter/\(owner)   (owner, good once)")
            FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
        } catch {
            FileHandle.standardError.write(Data("No entry links could be made: \(error)\n".utf8))
        }
    }
}
