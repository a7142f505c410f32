internal import ArgumentParser
internal import Foundation
internal import TradewindClient

/// `tradewind-bench media`: a show with many viewers, and what it costs the server.
struct MediaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "media",
        abstract: "Publishes a show of 1.5 Mbps, lets viewers join, and measures the server.")

    @OptionGroup var target: MeasuredTarget

    @Option(help: "The server's process id.")
    var pid: Int32

    @Option(help: "How many viewers: a list, one run each.", transform: CommandLineValues.counts)
    var viewers: [Int]

    @Option(help: "Seconds of each measurement.")
    var seconds = 12

    private enum Limit {
        /// Time for memory, buffers and the last joins to come to rest.
        static let rest = Duration.seconds(2)
        static let idle = Duration.seconds(4)
        static let floor = Duration.seconds(3)
    }

    func run() async throws {
        let server = try target.server
        try await server.withShow {
            await MeasuredShow(output: $0).run()
        } body: {
            for count in viewers {
                let figures = try await measure(count, on: server)
                ReportTable.print(figures.rows)
                try ReportTable.printLine(figures)
            }
        }
    }

    private func measure(_ count: Int, on server: MeasuredServer) async throws -> MediaFigures {
        let hot = try FloorMeasurement.measure(viewers: count, isPaced: false, for: Limit.floor)
        let paced = try FloorMeasurement.measure(viewers: count, isPaced: true, for: Limit.floor)
        try await Task.sleep(for: Limit.rest)
        let idle = try await share(of: Limit.idle)

        let loop = try ClientLoop()
        let before = try ProcessUsage(of: pid)
        let audience = await Audience.join(count, by: server.joining(on: loop))
        if audience.failures == count { throw BenchError.refused(audience.firstFailure ?? "") }
        try await Task.sleep(for: Limit.rest)
        let atStart = try ProcessUsage(of: pid)
        let started = ContinuousClock.now
        let packetsBefore = await audience.statistics().packets
        try await Task.sleep(for: .seconds(seconds))
        let atEnd = try ProcessUsage(of: pid)
        let elapsed = started.duration(to: .now).seconds
        let statistics = await audience.statistics()
        await audience.leave()
        loop.stop()

        let packets = Double(statistics.packets - packetsBefore)
        guard packets > 0 else { throw BenchError.nothingArrived(audience.firstFailure) }
        let processor = (atEnd.processor - atStart.processor).seconds
        let perPacket = (processor - idle * elapsed) / packets * 1e6
        var figures = MediaFigures(
            server: target.janus == nil ? "tradewind" : "janus", viewers: count, packetsPerSecond: packets / elapsed,
            microseconds: perPacket,
            grossMicroseconds: processor / packets * 1e6, idle: idle,
            hotFloor: hot.microseconds, pacedFloor: paced.microseconds,
            ratioToHotFloor: perPacket / hot.microseconds, ratioToPacedFloor: perPacket / paced.microseconds,
            kibibytesPerViewer: Double(atStart.resident - before.resident) / Double(count) / 1_024,
            loss: statistics.loss, failedJoins: audience.failures)
        figures.take(statistics)
        return figures
    }

    /// The share of a core that the server takes over some time.
    private func share(of length: Duration) async throws -> Double {
        let before = try ProcessUsage(of: pid)
        let started = ContinuousClock.now
        try await Task.sleep(for: length)
        let after = try ProcessUsage(of: pid)
        return (after.processor - before.processor).seconds / started.duration(to: .now).seconds
    }
}

extension [PlaybackStatistics] {
    fileprivate var packets: Int64 { reduce(0) { $0 + $1.video.packets + $1.audio.packets } }

    fileprivate var loss: Double {
        let missing = reduce(0) { $0 + $1.video.missing + $1.audio.missing }
        return Double(missing) / Double(Swift.max(1, packets + missing))
    }
}
