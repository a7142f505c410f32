internal import API
internal import ArgumentParser
internal import Logging

/// `tradewind serve`: the whole server, until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server.",
        discussion: """
            Flags can also stand in the environment: TRADEWIND_DATA, TRADEWIND_HTTP, TRADEWIND_PUBLIC_URL and so on. A \
            flag counts more. Further settings are in docs/operations.md.
            """)

    @OptionGroup var options: ServerOptions

    @Flag(help: "Fill an empty shop with the demo, and keep its show on air from a synthetic camera.")
    var demo = false

    func run() async throws {
        let configuration = try options.configuration()
        let folder = DataFolder(configuration.data)
        try folder.prepare()
        folder.closeDatabaseToOthers()
        let lock = try FolderLock(folder)
        defer { lock.release() }
        // The port is taken last, when everything else runs; whether it is free is better said now.
        try PagePort(address: configuration.http).probe()
        let level = Logger.Level(rawValue: configuration.logLevel) ?? .info
        LoggingSystem.bootstrap { JSONLogHandler(label: $0, level: level) }
        try await Server(configuration, isDemo: demo).run()
    }
}
