internal import API
internal import ArgumentParser
internal import Logging

/// `tradewind serve`: the whole server, until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the server.")

    @OptionGroup var options: ServerOptions

    @Flag(help: "Fill an empty shop with the demo, and keep its show on air from a synthetic camera.")
    var demo = false

    func run() async throws {
        let configuration = try options.configuration()
        let level = Logger.Level(rawValue: configuration.logLevel) ?? .info
        LoggingSystem.bootstrap { JSONLogHandler(label: $0, level: level) }
        try await Server(configuration, isDemo: demo).run()
    }
}
