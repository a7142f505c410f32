internal import ArgumentParser

/// `tradewind-bench show`: a show on the air for browsers to watch.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Publishes the synthetic camera until standard input ends.",
        discussion: "Prints one line of JSON once the show is on the air.")

    @OptionGroup var target: MeasuredTarget

    @Option(help: "In how many sizes the picture goes out, each half of the next; 1 to 3, and 1 for Janus.")
    var layers = 1

    private struct OnAir: Encodable {
        var bench = "show"
    }

    func validate() throws {
        guard FilmedLayer.counts.contains(layers), layers == 1 || target.janus == nil else {
            throw ValidationError("Give 1 to 3 --layers, and 1 for --janus, which takes plain RTP.")
        }
    }

    func run() async throws {
        let layers = FilmedLayer.highest(layers)
        try await target.server.withShow(layers: layers.map(\.name)) {
            try await FilmedShow(output: $0, layers: layers).run()
        } body: {
            try ReportTable.printLine(OnAir())
            while readLine() != nil {}
        }
    }
}
