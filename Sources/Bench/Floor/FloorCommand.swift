internal import ArgumentParser

/// `tradewind-bench floor`: what one forwarded packet costs at the least on this machine.
struct FloorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "floor",
        abstract: "Measures sealing and sending in a bare loop: the least a forwarded packet can cost here.")

    @Option(help: "Viewers whose copies are sealed and sent; 200 of them get 40,000 packets a second.")
    var viewers = 200

    @Option(help: "Seconds of each measurement.")
    var seconds = 4

    private struct Figures: Encodable {
        var bench = "floor"
        var viewers: Int
        var hot: FloorMeasurement
        var paced: FloorMeasurement
    }

    func run() async throws {
        let hot = try FloorMeasurement.measure(viewers: viewers, isPaced: false, for: .seconds(seconds))
        let paced = try FloorMeasurement.measure(viewers: viewers, isPaced: true, for: .seconds(seconds))
        ReportTable.print([
            ["floor: seal and send", "µs of CPU per packet", "packets/s", "drained"],
            row("as fast as it goes", hot), row("paced as the show is", paced),
        ])
        try ReportTable.printLine(Figures(viewers: viewers, hot: hot, paced: paced))
    }

    private func row(_ name: String, _ floor: FloorMeasurement) -> [String] {
        [
            name, floor.microseconds.decimals(2), "\(floor.packets / max(1, seconds))",
            "\((100 * floor.drained).decimals(1)) %",
        ]
    }
}
