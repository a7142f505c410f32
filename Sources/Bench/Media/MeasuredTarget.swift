internal import ArgumentParser
internal import Foundation

/// Which server a command works on.
struct MeasuredTarget: ParsableArguments {
    @Option(help: "Where to publish.", transform: CommandLineValues.url)
    var whip: URL?

    @Option(help: "Where to play.", transform: CommandLineValues.url)
    var whep: URL?

    @Option(help: "A host's bearer token for that show.")
    var token: String?

    @Option(help: "In place of all three: Janus with the settings of the janus command, by the port of its interface.")
    var janus: UInt16?

    var server: MeasuredServer {
        get throws {
            if let janus {
                guard let interface = URL(string: "http://127.0.0.1:\(janus)/janus") else {
                    throw BenchError.badAddress("\(janus)")
                }
                return .janus(interface: interface, settings: JanusSettings(http: janus))
            }
            guard let whip, let whep else { throw ValidationError("Give --whip and --whep, or --janus.") }
            return .signalled(whip: whip, whep: whep, token: token)
        }
    }
}
