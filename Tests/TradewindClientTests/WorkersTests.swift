import ICE
import MediaServer
import SFU
import Testing

@testable import TradewindClient

/// A show too large for one worker, over real sockets and threads.
struct WorkersTests {
    private static let configuration = MediaServerConfiguration(
        address: TransportAddress(ipv4: 0x7F00_0001, port: 0), workers: 2, sessions: 100)

    /// More viewers than one worker takes alone.
    private static func audience(of stage: Stage) async throws -> [(PlayedStream, PacketLog)] {
        var viewers: [(PlayedStream, PacketLog)] = []
        for _ in 0..<40 { viewers.append(try await stage.listening()) }
        return viewers
    }

    @Test func `viewers on every worker get exactly the bytes that were published`() async throws {
        try await Stage.with(Self.configuration) { stage in
            let viewers = try await Self.audience(of: stage)
            let logs = viewers.map(\.1)
            try await stage.publishing { host in
                let workers = await stage.server.statistics()
                #expect(workers.allSatisfy { $0.viewers > 0 })
                #expect(workers.map(\.routers) == [1, 0])
                let pictures = (0..<4).map { TestMedia.picture($0, isKeyFrame: $0 == 0) }
                let sounds = (0..<5).map(TestMedia.sound)
                for picture in pictures { host.send(picture) }
                for sound in sounds { host.send(sound) }
                for log in logs {
                    try await eventually("Twelve pictures' packets and five of sound come") {
                        log.all(.video).count == 12 && log.all(.audio).count == 5
                    }
                    #expect(log.payloads(.video) == pictures.flatMap(\.payloads))
                    #expect(log.payloads(.audio) == sounds.map(\.payload))
                }
                #expect(await stage.server.health(of: stage.show)?.viewers == 40)
            }
            for (viewer, _) in viewers { await viewer.close() }
            try await eventually("Nothing is left on any worker") {
                await stage.server.statistics().allSatisfy { $0.viewers == 0 && $0.publishers == 0 && $0.routers == 0 }
            }
        }
    }

    @Test func `what is paused, planned or ended holds on every worker`() async throws {
        try await Stage.with(Self.configuration) { stage in
            let viewers = try await Self.audience(of: stage)
            let logs = viewers.map(\.1)
            await stage.server.follow(StagePlan(audience: ["nobody"]), in: stage.show)
            try await stage.publishing { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The server has the picture") {
                    await stage.server.health(of: stage.show)?.frames == 1
                }
                try await Task.sleep(for: .milliseconds(200))
                #expect(logs.allSatisfy { $0.all(.video).isEmpty })
                await stage.server.follow(StagePlan(), in: stage.show)
                host.send(TestMedia.picture(1, isKeyFrame: true))
                try await eventually("The picture comes to everybody") {
                    logs.allSatisfy { !$0.all(.video).isEmpty }
                }
            }
            await stage.server.end(show: stage.show)
            try await eventually("Every session has ended") {
                await stage.server.statistics().allSatisfy { $0.viewers == 0 }
            }
            for (viewer, _) in viewers { await viewer.close() }
        }
    }
}
