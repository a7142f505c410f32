internal import ArgumentParser

/// Measures a running server beside the floor of the machine it runs on.
@main
struct TradewindBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tradewind-bench",
        abstract: "Measures a running Tradewind server.",
        discussion: "Every command ends with one line of JSON that begins with {\"bench\":",
        subcommands: [
            FloorCommand.self, MediaCommand.self, ChatCommand.self, LinkCommand.self, ShowCommand.self,
            JanusCommand.self, AttackCommand.self, ChurnCommand.self, LongCommand.self, ScaleCommand.self,
        ])
}
