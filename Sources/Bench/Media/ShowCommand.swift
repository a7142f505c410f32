internal import ArgumentParser

/// `tradewind-bench show`: a show on the air for browsers to watch.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Publishes the synthetic camera until standard input ends.",
        discussion: "Prints one line of JSON once the show is on the air.")

    @OptionGroup var target: MeasuredTarget

    private struct OnAir: Encodable {
        var bench = "show"
    }

    func run() async throws {
        try await target.server.withShow {
            try await FilmedShow(output: $0).run()
        } body: {
            try ReportTable.printLine(OnAir())
            while readLine() != nil {}
        }
    }
}
