internal import ArgumentParser

/// `tradewind-bench scale`: what a forwarded packet costs as shows and viewers grow, and what a second worker brings.
struct ScaleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale",
        abstract: "Measures engines in this process: cost per packet by viewers, shows and workers.",
        discussion: """
            Shows of 1.5 Mbit/s with sound go through engines as fast as they take them, sealed and sent to sockets on \
            loopback. Core 0 has the first worker; core 1 empties the sockets, or has the second worker: then nobody does, and \
            the kernel drops what does not fit, with one worker as with two.
            """)

    @Option(help: "Viewers of one show, one measurement each.", transform: CommandLineValues.counts)
    var viewers: [Int] = [10, 100, 500, 1_000, 2_000]

    @Option(help: "Shows of 40 viewers each, one measurement each.", transform: CommandLineValues.counts)
    var shows: [Int] = [1, 10, 50]

    @Option(help: "Viewers of the show that two workers share.")
    var shared = 400

    @Option(
        help: "People in a voice room: those who may speak, and those who listen.", transform: CommandLineValues.counts)
    var voice: [Int] = [50, 1_000]

    @Option(help: "Packets of each measurement, in thousands.")
    var thousands = 1_500

    @Option(help: "Rounds of the two workers beside one; the medians count.")
    var rounds = 3

    private struct Figures: Encodable {
        var bench = "scale"
        var byViewers: [ScaleMeasurement]
        var byShows: [ScaleMeasurement]
        var voice: ScaleMeasurement
        var oneWorker: ScaleMeasurement
        var twoWorkers: ScaleMeasurement
        var ratio: Double
    }

    func validate() throws {
        guard voice.count == 2 else { throw ValidationError("--voice takes speakers and listeners, such as 50,1000") }
    }

    func run() async throws {
        let byViewers = try await viewers.mapInTurn { try await measure(shows: 1, viewers: $0) }
        let byShows = try await shows.mapInTurn { try await measure(shows: $0, viewers: 40) }
        let room = try await measure(shows: 1, viewers: voice[1], speakers: voice[0])
        var one: [ScaleMeasurement] = []
        var two: [ScaleMeasurement] = []
        for _ in 0..<max(1, rounds) {
            one.append(try await measure(shows: 1, viewers: shared, isDrained: false))
            two.append(try await measure(shows: 1, viewers: shared, workers: 2, isDrained: false))
        }
        let (single, double) = (median(one), median(two))
        let ratio = double.packetsPerSecond / single.packetsPerSecond
        ReportTable.print(
            [
                [
                    "scale", "shows", "viewers each", "µs of CPU per packet", "packets/s", "allocations per packet",
                    "others per viewer and second",
                ]
            ]
                + (byViewers + byShows).map { row("one worker", $0) }
                + [row("one worker, sockets full", single), row("two workers, sockets full", double)])
        print(
            "A voice room of \(voice[0]) speakers and \(voice[1]) listeners: \(room.microseconds.decimals(2)) µs per packet, "
                + "\((100 * room.share).decimals(0)) % of a core, \(room.allocationsPerPacket.decimals(5)) allocations per packet."
        )
        print("Two workers carry \(ratio.decimals(2)) times what one does.")
        try ReportTable.printLine(
            Figures(
                byViewers: byViewers, byShows: byShows, voice: room, oneWorker: single, twoWorkers: double, ratio: ratio
            ))
    }

    private func measure(
        shows: Int, viewers: Int, workers: Int = 1, speakers: Int = 0, isDrained: Bool = true
    ) async throws -> ScaleMeasurement {
        let thousands = thousands
        return try await OwnThread.run {
            try ScaleMeasurement.measure(
                ScaleSize(shows: shows, viewers: viewers, workers: workers, speakers: speakers),
                packets: thousands * 1_000,
                isDrained: isDrained)
        }
    }

    private func median(_ measured: [ScaleMeasurement]) -> ScaleMeasurement {
        measured.sorted { $0.packetsPerSecond < $1.packetsPerSecond }[measured.count / 2]
    }

    private func row(_ name: String, _ measured: ScaleMeasurement) -> [String] {
        [
            name, "\(measured.size.shows)", "\(measured.size.viewers)", measured.microseconds.decimals(2),
            "\(Int(measured.packetsPerSecond))", measured.allocationsPerPacket.decimals(6),
            measured.allocationsPerViewerSecond.decimals(1),
        ]
    }
}

extension Sequence {
    /// Maps one after the other.
    fileprivate func mapInTurn<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
