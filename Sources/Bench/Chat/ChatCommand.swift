internal import ArgumentParser
internal import Foundation

/// `tradewind-bench chat`: a full room, and what a delivered line costs the server.
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Fills a room with sockets, sends chat lines, and measures the server.")

    @Option(help: "The room's socket, such as ws://127.0.0.1:8080/shows/demo/socket.", transform: CommandLineValues.url)
    var url: URL

    @Option(help: "How many sockets: a list, one run each.", transform: CommandLineValues.counts)
    var sockets: [Int]

    @Option(help: "Lines a second.")
    var rate = 40

    @Option(help: "The server's process id.")
    var pid: Int32

    @Option(help: "Seconds of each measurement.")
    var seconds = 10

    private enum Limit {
        /// Descriptors beside the sockets.
        static let spareDescriptors = 64
        static let warmUp = Duration.seconds(2)
        static let idle = Duration.seconds(2)
        /// Lines still on their way when the sending ends.
        static let drain = Duration.seconds(1)
    }

    private struct Figures: Encodable {
        var bench = "chat"
        var sockets: Int
        var rate: Int
        /// Server processor time per delivered line, less what the idle room costs.
        var microseconds: Double
        var grossMicroseconds: Double
        /// Share of the deliveries that should have been made.
        var delivered: Double
        var refusals: Int
        var closed: Int
        var delay: Percentiles?
    }

    func run() async throws {
        for count in sockets {
            try allowDescriptors(count + Limit.spareDescriptors)
            let figures = try measure(count)
            ReportTable.print([
                ["sockets", "\(figures.sockets)", figures.closed == 0 ? "" : "\(figures.closed) were closed"],
                [
                    "server CPU per delivery", "\(figures.microseconds.decimals(2)) µs",
                    "\(figures.grossMicroseconds.decimals(2)) µs with the rest of the process",
                ],
                [
                    "delivered", "\((100 * figures.delivered).decimals(2)) %",
                    figures.refusals == 0 ? "" : "\(figures.refusals) lines were refused",
                ],
                ["delay p50/p95/p99", figures.delay?.text ?? "–"],
            ])
            try ReportTable.printLine(figures)
        }
    }

    private func measure(_ count: Int) throws -> Figures {
        let load = try ChatLoad(to: url, sockets: count)
        defer { load.firstRefusal.map { print("a line was refused: \($0)") } }
        load.run(for: Limit.warmUp, rate: rate, counting: false)
        load.run(for: Limit.drain, rate: 0, counting: false)
        let idleStart = try ProcessUsage(of: pid)
        load.run(for: Limit.idle, rate: 0, counting: false)
        let before = try ProcessUsage(of: pid)
        load.run(for: .seconds(seconds), rate: rate, counting: true)
        load.run(for: Limit.drain, rate: 0, counting: false)
        let after = try ProcessUsage(of: pid)
        let idle = (before.processor - idleStart.processor).seconds / Limit.idle.seconds
        let gross = (after.processor - before.processor).seconds
        let net = gross - idle * (Double(seconds) + Limit.drain.seconds)
        let deliveries = Double(max(1, load.deliveries))
        return Figures(
            sockets: count, rate: rate, microseconds: net / deliveries * 1e6,
            grossMicroseconds: gross / deliveries * 1e6,
            delivered: deliveries / Double(max(1, count * load.lines)), refusals: load.refusals, closed: load.closed,
            delay: Percentiles(milliseconds: load.delays))
    }

    private func allowDescriptors(_ count: Int) throws(BenchError) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw .system(call: "getrlimit", errno: errno)
        }
        guard limit.rlim_cur < UInt(count) else { return }
        limit.rlim_cur = min(UInt(count), limit.rlim_max)
        guard limit.rlim_cur >= UInt(count), setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw .system(call: "setrlimit", errno: errno)
        }
    }
}
