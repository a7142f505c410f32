import Foundation
import SFU
import Testing

@testable import TradewindClient

/// Runs in a process of its own: descriptors and memory are the whole process's, and other tests have theirs.
struct LeakTests {
    private enum Limit {
        static let warmUp = 200
        static let joins = 2_000
        static let atOnce = 20
        /// What the allocator may keep for itself: a leak of 4 KiB a session would be 8 MiB.
        static let growth = 6 << 20
        /// Sockets that are just being closed; a leak would be two thousand.
        static let closing = 20
    }

    private struct Footprint {
        var descriptors: Int
        var resident: Int
    }

    @Test func `after two thousand joins and leaves descriptors and memory are back where they were`() async throws {
        await #expect(processExitsWith: .success) {
            try await Stage.with { stage in
                try await stage.publishing { host in
                    for number in 0..<5 { host.send(TestMedia.picture(number, isKeyFrame: number == 0)) }
                    try await LeakTests.joinAndLeave(Limit.warmUp, on: stage)
                    let before = try LeakTests.footprint()
                    try await LeakTests.joinAndLeave(Limit.joins, on: stage)
                    let after = try LeakTests.footprint()
                    #expect(after.descriptors <= before.descriptors + Limit.closing)
                    #expect(after.resident - before.resident < Limit.growth)
                    let statistics = await stage.statistics
                    #expect(statistics.viewers == 0)
                    #expect(statistics.routers == 1)
                }
            }
        }
    }

    private static func joinAndLeave(_ count: Int, on stage: Stage) async throws {
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

    private static func footprint() throws -> Footprint {
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        let kibibytes = try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
        return Footprint(descriptors: descriptors, resident: kibibytes * 1_024)
    }
}
