internal import ArgumentParser
internal import Foundation
internal import ICE
internal import Rehearsal
internal import TradewindClient

/// `tradewind-bench attack`: what attackers cost good viewers.
struct AttackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attack",
        abstract: "Publishes a show to good viewers and attacks the server, on this machine, in every way it knows.",
        discussion: "The server's addresses must be on loopback. Ends with whether all good viewers were unharmed.")

    @Option(help: "Where to publish.", transform: CommandLineValues.loopback)
    var whip: URL

    @Option(help: "Where to play.", transform: CommandLineValues.loopback)
    var whep: URL

    @Option(help: "A host's bearer token for that show.")
    var token: String

    @Option(help: "The server's process id.")
    var pid: Int32

    @Option(help: "How many good viewers watch.")
    var viewers = 50

    @Option(help: "Seconds of each attack.")
    var seconds = 10

    @Option(help: "Attacks to make: parts of their names, between commas; all without it.")
    var only: String?

    @Flag(help: "Names the attacks, and makes none.")
    var list = false

    private enum Limit {
        /// Before each attack, and behind it: what it leaves behind counts.
        static let quiet = Duration.seconds(3)
        /// When the viewer comes who joins in the midst of an attack.
        static let join = Duration.seconds(2)
        static let joining = Duration.seconds(8)
    }

    private var chosen: [any Attack] {
        guard let only else { return AttackList.all }
        let words = only.split(separator: ",")
        return AttackList.all.filter { attack in words.contains { attack.name.localizedCaseInsensitiveContains($0) } }
    }

    private struct Ending: Encodable {
        var bench = "attack"
        var viewers: Int
        var seconds: Int
        var isHeld: Bool
        var attacks: [AttackFigures]
    }

    func run() async throws {
        if list { return ReportTable.print(AttackList.all.map { [$0.name, "\($0.rate)/s", $0.limit] }) }
        let line = LinedSignalling(HTTPSignalling(endpoint: whip, token: token))
        let host = TappedSignalling(line)
        var figures: [AttackFigures] = []
        try await MeasuredServer.withShow(by: host) {
            try await FilmedShow(output: $0, layers: FilmedLayer.highest(1)).run()
        } body: {
            let loop = try ClientLoop()
            let viewer = TappedSignalling(HTTPSignalling(endpoint: whep, token: nil))
            let audience = GoodAudience()
            try await audience.join(viewers, on: loop, by: viewer)
            let target = try target(host: host, viewer: viewer, line: line)
            for attack in chosen {
                let made = try await make(attack, on: target, before: audience, loop)
                ReportTable.print([AttackFigures.head, made.row])
                if !made.note.isEmpty { print("  \(made.note)") }
                figures.append(made)
            }
            await audience.leave()
            loop.stop()
        }
        line.stop()
        ReportTable.print([AttackFigures.head] + figures.map(\.row))
        let isHeld = figures.allSatisfy(\.isHeld)
        let harmed = figures.filter { !$0.isHeld }.map(\.attack).joined(separator: "; ")
        print(
            isHeld
                ? "All good viewers stayed below 1 % frozen under every attack."
                : "Good viewers were frozen for 1 % of the time or more: \(harmed).")
        try ReportTable.printLine(
            Ending(viewers: viewers, seconds: seconds, isHeld: isHeld, attacks: figures))
    }

    private func target(
        host: TappedSignalling, viewer: TappedSignalling, line: LinedSignalling
    ) throws -> AttackTarget {
        guard let published = host.exchanges.last, let watched = viewer.exchanges.last, let hostLine = line.line,
            let media = AnswerText.server(in: watched.answer)
        else { throw BenchError.refused("it has answered no offer") }
        return AttackTarget(
            whip: whip, whep: whep, token: token, media: media, viewer: watched, host: published, hostLine: hostLine)
    }

    private func make(
        _ attack: any Attack, on target: AttackTarget, before audience: GoodAudience, _ loop: ClientLoop
    ) async throws -> AttackFigures {
        let assault = try await OwnThread.run { ReadyAssault(assault: try attack.prepare(against: target)) }
        try await Task.sleep(for: Limit.quiet)
        _ = await audience.takeFigures()
        let before = try await Moment(self)
        async let join = lateViewer(on: loop)
        let length = Duration.seconds(seconds)
        let report = try await OwnThread.run { assault.assault.run(for: length) }
        let after = try await Moment(self)
        let joined = await join
        try await Task.sleep(for: Limit.quiet)
        let rested = try ProcessUsage(of: pid)
        let elapsed = (after.at - before.at).seconds
        return AttackFigures(
            attack: attack.name, offered: Double(report.sent) / elapsed, audience: await audience.takeFigures(),
            serverCores: (after.server.processor - before.server.processor).seconds / elapsed,
            loadCores: (after.load.processor - before.load.processor).seconds / elapsed,
            otherCores: max(0, after.machine - before.machine - after.ours + before.ours) / elapsed,
            mebibytes: Double(rested.resident - before.server.resident) / 1_048_576,
            keyFrameRequests: (after.keyFrames - before.keyFrames) / elapsed, join: joined, limit: attack.limit,
            note: report.note)
    }

    /// How somebody joins while the attack goes on: the time to the first picture, or why there is none.
    private func lateViewer(on loop: ClientLoop) async -> String {
        try? await Task.sleep(for: Limit.join)
        let signalling = HTTPSignalling(endpoint: whep, token: nil)
        do throws(ClientError) {
            let stream = try await PlayedStream.join(
                loop: loop, signalling: signalling, settings: PlaySettings(video: [.vp8]))
            let due = CurrentThread.now() + Limit.joining
            var first: Duration?
            while first == nil, CurrentThread.now() < due {
                try? await Task.sleep(for: .milliseconds(20))
                first = await stream.statistics()?.times.firstPicture
            }
            await stream.close()
            return first.map { "\($0.milliseconds.decimals(0)) ms" } ?? "no picture"
        } catch {
            return "\(error)"
        }
    }

    /// What the processes had used up at a moment.
    private struct Moment {
        let at: Duration
        let server: ProcessUsage
        let load: ProcessUsage
        let keyFrames: Double
        /// Seconds that all processors were busy, or were taken away.
        let machine: Double

        /// Those of the server and of the load.
        var ours: Double { (server.processor + load.processor).seconds }

        init(_ command: AttackCommand) async throws {
            let whep = command.whep
            let gauge = try await OwnThread.run { try ServerGauge(of: whep) }
            keyFrames = gauge["tradewind_media_key_frame_requests_total"]
            server = try ProcessUsage(of: command.pid)
            load = try ProcessUsage(of: ProcessInfo.processInfo.processIdentifier)
            machine = try ProcessUsage.machine()
            at = CurrentThread.now()
        }
    }

    /// Carries an attack from the thread that made it ready to the one that makes it.
    private struct ReadyAssault: @unchecked Sendable {
        let assault: any Assault
    }
}
