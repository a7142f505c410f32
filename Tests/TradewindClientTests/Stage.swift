import ICE
import MediaServer
import SFU
import Synchronization
import Testing

@testable import TradewindClient

/// A media server and a client's loop on this machine, and a show between them.
struct Stage: Sendable {
    let server: MediaServer
    let loop: ClientLoop
    let show = RouterID("show")

    /// Runs `play` on a stage and takes the stage down afterwards.
    static func with(
        loop: ClientLoop? = nil, address: TransportAddress = TransportAddress(ipv4: 0x7F00_0001, port: 0),
        sessions: Int = 100, _ play: @Sendable (Stage) async throws -> Void
    ) async throws {
        try await with(MediaServerConfiguration(address: address, sessions: sessions), loop: loop, play)
    }

    static func with(
        _ configuration: MediaServerConfiguration, loop: ClientLoop? = nil,
        _ play: @Sendable (Stage) async throws -> Void
    ) async throws {
        let stage = Stage(server: try MediaServer(configuration), loop: try loop ?? ClientLoop())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stage.server.run() }
            // Events nobody takes would be kept for ever.
            group.addTask { for await _ in stage.server.events {} }
            try await play(stage)
            group.cancelAll()
        }
        stage.loop.stop()
        await stage.server.shutDown()
    }

    /// Publishes while `work` runs, then ends the session.
    func publishing(
        _ settings: PublishSettings = PublishSettings(),
        by signalling: DirectSignalling? = nil,
        _ work: @Sendable (PublishedStream) async throws -> Void
    ) async throws {
        let way = signalling ?? DirectSignalling(server, show: show, way: .publish)
        let stream = PublishedStream(loop: loop, signalling: way, settings: settings)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stream.run() }
            for await state in stream.states where state == .live { break }
            try await work(stream)
            group.cancelAll()
        }
    }

    /// Joins, and waits for the keys.
    func playing(_ settings: PlaySettings = PlaySettings()) async throws -> PlayedStream {
        let stream = try await PlayedStream.join(
            loop: loop, signalling: DirectSignalling(server, show: show, way: .play), settings: settings)
        for await state in stream.states where state != .connecting { break }
        return stream
    }

    /// Joins with a log of what comes.
    func listening() async throws -> (PlayedStream, PacketLog) {
        let log = PacketLog()
        return (try await playing(PlaySettings(packetArrived: log.handler)), log)
    }

    var statistics: EngineStatistics {
        get async { await server.statistics()[0] }
    }
}

/// Waits until something is so; records an issue when it does not come about.
func eventually(
    _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ isSo: @Sendable () async -> Bool
) async throws {
    // Far longer than anything takes on a machine that does nothing else.
    let patience = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < patience {
        if await isSo() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record(what, sourceLocation: sourceLocation)
}

/// Counts calls from any thread.
final class Counter: Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .relaxed) }

    func increment() {
        value.wrappingAdd(1, ordering: .relaxed)
    }
}
