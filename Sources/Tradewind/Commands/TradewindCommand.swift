internal import ArgumentParser

/// The command line.
@main
struct TradewindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tradewind",
        abstract: "Live commerce across borders: a show from camera to paid order, on a server of your own.",
        version: ProgramVersion.current,
        subcommands: [Serve.self, Token.self, Doctor.self],
        defaultSubcommand: Serve.self)
}
