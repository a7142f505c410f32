internal import ArgumentParser
internal import Foundation
internal import RTP
internal import Rehearsal
internal import TradewindClient

/// `tradewind-bench long`: hours of a show over a bad line, and how far picture and sound are apart.
struct LongCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "long",
        abstract: "Publishes a show whose packets carry their times, lets viewers come and go, and measures lip sync.",
        discussion: """
            The distance is what a receiver makes of timestamps and sender reports, less the truth: positive where the \
            picture would be played later than its sound. Ends with the largest mean of a minute, with the readings beyond \
            the limit, and with how fast the distance grew. While a machine's host takes its processors away, the host of \
            the show stamps late: single readings are as far off then.
            """)

    @Option(help: "Where to publish.", transform: CommandLineValues.url)
    var whip: URL

    @Option(help: "Where to play.", transform: CommandLineValues.url)
    var whep: URL

    @Option(help: "A host's bearer token for that show.")
    var token: String

    @Option(help: "The server's process id.")
    var pid: Int32

    @Option(help: "How long the show is.")
    var minutes = 120

    @Option(help: "How many viewers watch at once; the first stays, the others come and go.")
    var viewers = 12

    @Option(help: "What the viewers' line does.", transform: CommandLineValues.script)
    var line: LinkScript?

    @Option(help: "What the host's line does.", transform: CommandLineValues.script)
    var hostLine: LinkScript?

    @Option(help: "How much faster than true the host counts its sound's samples, in millionths.")
    var soundDrift = 0.0

    private enum Limit {
        /// How long who comes and goes stays.
        static let stay = 5.0...120.0
        static let minute = Duration.seconds(60)
        /// The time from joining to the first whole picture does not count as frozen.
        static let settling = Duration.seconds(2)
        static let viewersLine = "delay=25ms jitter=20ms loss=2%"
        static let hostsLine = "delay=25ms jitter=10ms loss=1%"
    }

    private struct Ending: Encodable {
        var bench = "long"
        var minutes: Int
        var joined: Int
        var failed: Int
        var firstFailure: String?
        /// In milliseconds, as the others.
        var largest: Double
        var largestMinute: Double
        /// Readings, and those beyond the limit.
        var samples: Int
        var beyond: Int
        var mean: Double
        var slopePerHour: Double
        var frozen: Double
        /// Seconds that the machine's host took away.
        var stolen: Double
        var isTogether: Bool
    }

    func run() async throws {
        let host = LinedSignalling(
            HTTPSignalling(endpoint: whip, token: token), script: try hostLine ?? LinkScript(Limit.hostsLine), seed: 2)
        let audience = LinedSignalling(
            HTTPSignalling(endpoint: whep, token: nil), script: try line ?? LinkScript(Limit.viewersLine))
        let book = LongBook()
        try await MeasuredServer.withShow(by: host) {
            await ClockedShow(output: $0, soundDrift: soundDrift).run()
        } body: {
            let loop = try ClientLoop()
            let stolen = try ProcessUsage.stolen()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for place in 0..<viewers {
                    group.addTask { await watch(place, book, by: audience, on: loop) }
                }
                let largestMinute = try await tellMinutes(book)
                group.cancelAll()
                try end(book.whole, largestMinute, stolen: try ProcessUsage.stolen() - stolen)
            }
            loop.stop()
        }
        audience.stop()
        host.stop()
    }

    /// Prints a line a minute; returns the largest mean of one, in milliseconds.
    private func tellMinutes(_ book: LongBook) async throws -> Double {
        var largest = 0.0
        var stolen = try ProcessUsage.stolen()
        for minute in 1...max(1, minutes) {
            try await Task.sleep(for: Limit.minute)
            let told = book.takeMinute()
            let usage = try ProcessUsage(of: pid)
            let stolenSoFar = try ProcessUsage.stolen()
            largest = max(largest, abs(told.distances.mean))
            ReportTable.print([
                [
                    "minute \(minute)", "distance mean \(told.distances.mean.decimals(2)) ms,",
                    "largest \(told.distances.largest.milliseconds.decimals(2)) ms", "of \(told.distances.samples);",
                    "frozen \((100 * told.frozenShare).decimals(2)) %;",
                    "\(told.joined) came, \(told.left) left, \(told.failed) failed \(told.firstFailure ?? "");",
                    "server \((Double(usage.resident) / 1_048_576).decimals(1)) MiB;",
                    "stolen \((stolenSoFar - stolen).decimals(1)) s",
                ]
            ])
            stolen = stolenSoFar
        }
        return largest
    }

    /// Fills one place in the audience again and again; the first one stays.
    private func watch(_ place: Int, _ book: LongBook, by signalling: LinedSignalling, on loop: ClientLoop) async {
        while !Task.isCancelled {
            let viewer = LongViewer(book)
            do throws(ClientError) {
                let stream = try await PlayedStream.join(loop: loop, signalling: signalling, settings: viewer.settings)
                book.note { $0.joined += 1 }
                try? await Task.sleep(for: Limit.settling)
                viewer.begin()
                await stay(viewer, for: place == 0 ? nil : .seconds(.random(in: Limit.stay)))
                await stream.close()
                book.note { $0.left += 1 }
            } catch {
                book.note { stretch in
                    stretch.failed += 1
                    stretch.firstFailure = stretch.firstFailure ?? "\(error)"
                }
                try? await Task.sleep(for: Limit.settling)
            }
        }
    }

    /// Notes what a viewer sees every few seconds, until it leaves.
    private func stay(_ viewer: LongViewer, for time: Duration?) async {
        let end = time.map { ContinuousClock.now + $0 }
        while !Task.isCancelled, end.map({ ContinuousClock.now < $0 }) ?? true {
            let next = ContinuousClock.now + Limit.settling
            guard (try? await Task.sleep(until: min(next, end ?? next), clock: .continuous)) != nil else { return }
            viewer.noteFigures()
        }
    }

    private func end(_ whole: LongBook.Stretch, _ largestMinute: Double, stolen: Double) throws {
        let limit = LongBook.Limit.distance.milliseconds
        let isTogether = whole.distances.samples > 0 && largestMinute < limit
        print(
            "Picture and sound were \(largestMinute.decimals(2)) ms apart in the mean of the worst minute; "
                + "\(whole.distances.beyond) of \(whole.distances.samples) readings were beyond \(limit.decimals(0)) ms."
        )
        try ReportTable.printLine(
            Ending(
                minutes: minutes, joined: whole.joined, failed: whole.failed, firstFailure: whole.firstFailure,
                largest: whole.distances.largest.milliseconds, largestMinute: largestMinute,
                samples: whole.distances.samples, beyond: whole.distances.beyond, mean: whole.distances.mean,
                slopePerHour: whole.distances.slope, frozen: whole.frozenShare, stolen: stolen, isTogether: isTogether))
    }
}

extension MediaSpan {
    fileprivate var milliseconds: Double { Double(nanoseconds) / 1e6 }
}
