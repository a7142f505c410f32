internal import ArgumentParser
internal import Foundation
internal import ICE
internal import TradewindClient

/// `tradewind-bench churn`: sessions that come and go by the thousand, and whether the server's memory stays flat.
struct ChurnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "churn",
        abstract: "Opens and ends sessions in waves, of viewers and of hosts, and reads the server's memory.",
        discussion: """
            Most leave by DELETE, some say goodbye, some vanish, some never come. Shows named churn-1 … are made by the \
            owner's token; hosts come to them and go.
            """)

    @Option(help: "The server's address, such as http://127.0.0.1:8080.", transform: CommandLineValues.loopback)
    var url: URL

    @Option(help: "An owner's bearer token.")
    var token: String

    @Option(help: "The server's process id.")
    var pid: Int32

    @Option(help: "How many sessions in all.")
    var sessions = 20_000

    @Option(help: "How many at once.")
    var wave = 200

    @Option(help: "After how many the memory is read.")
    var every = 2_000

    private enum Limit {
        static let shows = 8
        /// What sessions that vanished may take to be noticed: consent, and some (RFC 7675, section 5.1).
        static let rest = Duration.seconds(40)
    }

    private struct Figures: Encodable {
        var bench = "churn"
        var sessions: Int
        /// Mebibytes after each stretch.
        var resident: [Double]
        /// From the first stretch to the last, in mebibytes.
        var growth: Double
        /// The same for one session, in bytes.
        var growthPerSession: Double
        /// When everybody was gone.
        var rested: Double
        /// Sessions and shows that the server still had then.
        var left: Double
        var answers: [String: Int]
        var seconds: Double
    }

    func run() async throws {
        let shows = try await OwnThread.run { try makeShows() }
        let waves = try ChurnWaves(url, shows: shows)
        let began = CurrentThread.now()
        var (done, resident) = (0, [Double]())
        print("at the start: \(try memory().decimals(1)) MiB")
        try await withHosts(of: shows) {
            while done < sessions {
                let count = min(wave, sessions - done)
                let first = done
                try await OwnThread.run { waves.run(count, from: first) }
                done += count
                guard done / every > resident.count || done == sessions else { continue }
                resident.append(try memory())
                let seconds = (CurrentThread.now() - began).seconds
                ReportTable.print([
                    [
                        "\(done) sessions", "\(resident[resident.count - 1].decimals(1)) MiB",
                        "after \(seconds.decimals(0)) s", waves.text,
                    ]
                ])
            }
        }
        let seconds = (CurrentThread.now() - began).seconds
        try await Task.sleep(for: Limit.rest)
        try await end(waves, resident, seconds)
    }

    private func end(_ waves: ChurnWaves, _ resident: [Double], _ seconds: Double) async throws {
        let url = url
        let gauge = try await OwnThread.run { try ServerGauge(of: url) }
        let left = gauge["tradewind_media_viewers"] + gauge["tradewind_media_publishers"]
        let growth = (resident.last ?? 0) - (resident.first ?? 0)
        let figures = Figures(
            sessions: sessions, resident: resident, growth: growth,
            growthPerSession: growth * 1_048_576 / Double(max(1, sessions - every)), rested: try memory(), left: left,
            answers: waves.answers, seconds: seconds)
        print(
            "grew by \(growth.decimals(1)) MiB from \(every) sessions to \(sessions), "
                + "\(figures.growthPerSession.decimals(0)) bytes for each; at rest \(figures.rested.decimals(1)) MiB, "
                + "\(left.decimals(0)) sessions left")
        try ReportTable.printLine(figures)
    }

    private func memory() throws -> Double {
        Double(try ProcessUsage(of: pid).resident) / 1_048_576
    }

    private func makeShows() throws -> [String] {
        try (1...Limit.shows).map { number in
            let name = "churn-\(number)"
            let body = #"{"id":"\#(name)","title":"Churn \#(number)","host":"Bench"}"#
            let response = try PlainExchange(
                method: "POST", url: url.appending(path: "/api/v1/shows"), source: LoopbackAddress.numbered(0),
                token: token, type: "application/json", body: Array(body.utf8)
            ).run()
            // They may be there from an earlier run.
            guard [201, 409].contains(response.status) else {
                throw BenchError.refused("\(response.status) \(response.code ?? "") for a show")
            }
            return name
        }
    }

    /// Runs `body` while hosts come to all shows and go.
    private func withHosts(of shows: [String], _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, show) in shows.enumerated() {
                let signalling = SourcedSignalling(
                    endpoint: url.appending(path: "/whip/\(show)"), token: token,
                    source: LoopbackAddress.numbered(1 + number))
                group.addTask { try await ChurnHost(signalling: signalling).run() }
            }
            try await body()
            group.cancelAll()
        }
    }
}
