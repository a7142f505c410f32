import Foundation
import SFU
import Testing

@testable import TradewindClient

@Suite(.serialized) struct LeakTests {
    private enum Limit {
        static let warmUp = 200
        static let joins = 2_000
        static let atOnce = 20
        /// What the allocator may keep for itself: a leak of 4 KiB a session would be 8 MiB.
        static let growth = 6 << 20
    }

    private struct Footprint {
        var descriptors: Int
        var resident: Int
    }

    @Test func `after two thousand joins and leaves descriptors and memory are back where they were`() async throws {
        try await Stage.with { stage in
            try await stage.publishing { host in
                for number in 0..<5 { host.send(TestMedia.picture(number, isKeyFrame: number == 0)) }
                try await joinAndLeave(Limit.warmUp, on: stage)
                let before = try footprint()
                try await joinAndLeave(Limit.joins, on: stage)
                let after = try footprint()
                #expect(after.descriptors == before.descriptors)
                #expect(after.resident - before.resident < Limit.growth)
                let statistics = await stage.statistics
                #expect(statistics.viewers == 0)
                #expect(statistics.routers == 1)
            }
        }
    }

    private func joinAndLeave(_ count: Int, on stage: Stage) async throws {
        for _ in 0..<(count / Limit.atOnce) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<Limit.atOnce {
                    group.addTask {
                        let viewer = try await stage.playing(PlaySettings(depth: .counting))
                        await viewer.close()
                    }
                }
                try await group.waitForAll()
            }
        }
        try await eventually("Everybody is gone") { await stage.statistics.viewers == 0 }
    }

    private func footprint() throws -> Footprint {
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        let kibibytes = try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
        return Footprint(descriptors: descriptors, resident: kibibytes * 1_024)
    }
}
