import RTP
import Rehearsal
import Testing

@testable import SFU

/// What only shows with several workers; that scenes are the same there is in ``StageTests``.
struct BranchTests {
    private static let layers = [
        VirtualHost.Layer(lines: 180, kilobits: 150), VirtualHost.Layer(lines: 360, kilobits: 500),
    ]

    @Test func `viewers elsewhere cost the host a key frame when they are the first, and none when they follow`() throws
    {
        let stage = VirtualStage(workers: 2)
        try stage.publish("host", slot: 1, layers: [Self.layers[1]])
        stage.run(seconds: 1)
        let before = stage.engines[0].currentStatistics().keyFrameRequests
        try stage.join("anna")
        stage.run(seconds: 1)
        #expect(!stage.viewers[0].picture(in: 1).isEmpty)
        let first = stage.engines[0].currentStatistics().keyFrameRequests
        #expect(first - before <= 1)
        for name in ["ben", "cleo", "dan"] { try stage.join(name) }
        stage.run(seconds: 1)
        for viewer in stage.viewers { #expect(viewer.picture(in: 1).first?.lines == 360) }
        #expect(stage.engines[0].currentStatistics().keyFrameRequests - first <= 1)
        #expect(stage.engines.allSatisfy { $0.currentStatistics().relayedDropped == 0 })
    }

    @Test func `a layer that only viewers elsewhere have use for is sent, and rests when they leave`() throws {
        let stage = VirtualStage(workers: 2)
        try stage.publish("host", slot: 1, layers: Self.layers)
        try stage.join("anna")
        stage.run(seconds: 15)
        func wanted() -> [String]? {
            stage.events.compactMap { if case .layersWanted(_, _, _, _, let names) = $0 { names } else { nil } }.last
        }
        #expect(wanted()?.count == 2)
        stage.limitLines("anna", to: 180)
        stage.run(seconds: 15)
        #expect(wanted()?.count == 1)
        stage.limitLines("anna", to: nil)
        stage.run(seconds: 5)
        #expect(wanted()?.count == 2)
        #expect(stage.viewers[0].picture(in: 1).compactMap(\.lines).last == 360)
    }

    @Test func `a branch that opens after its home has begun is told everything again`() throws {
        let stage = VirtualStage(workers: 2)
        try stage.publish("host", slot: 1, layers: [Self.layers[1]])
        try stage.publish("guest", layers: [Self.layers[0]])
        stage.follow(StagePlan(performers: [.init("guest", slot: 2)]))
        stage.run(seconds: 1)
        // What home says meanwhile finds nobody.
        let show = RouterID("show")
        stage.engines[1].closeBranch(of: show)
        stage.run(seconds: 0.5)
        stage.engines[1].openBranch(of: show, identities: VirtualStage.identities, channel: 1, from: 0)
        try stage.join("anna")
        try stage.join("guest")
        stage.run(seconds: 2)
        #expect(stage.viewers[0].picture(in: 1).first?.lines == 360)
        #expect(stage.viewers[0].picture(in: 2).first?.lines == 180)
        #expect(stage.viewers[1].packets.allSatisfy { $0.slot == 1 })
    }

    @Test func `somebody who is not seen is not asked for key frames by viewers elsewhere`() throws {
        let stage = VirtualStage(workers: 2)
        try stage.publish("host", slot: 1, layers: [Self.layers[1]])
        try stage.publish("guest", layers: [Self.layers[0]])
        try stage.join("anna")
        stage.follow(StagePlan(performers: [.init("guest", slot: 2)]))
        stage.run(seconds: 1)
        stage.follow(StagePlan(performers: [.init("guest", slot: 2, isSeen: false)]))
        try stage.join("ben")
        stage.run(seconds: 1)
        let before = stage.people[1].camera?.requests[0] ?? 0
        stage.run(seconds: 10)
        #expect((stage.people[1].camera?.requests[0] ?? 0) - before <= 1)
    }

    @Test func `a branch that closes leaves nothing behind`() throws {
        let stage = VirtualStage(workers: 2)
        try stage.publish("host", slot: 1, layers: Self.layers)
        try stage.join("anna")
        stage.run(seconds: 1)
        let show = RouterID("show")
        stage.engines[1].closeAll(of: show, because: .showEnded)
        stage.engines[0].endBranch(of: show, to: 1)
        stage.engines[1].closeBranch(of: show)
        stage.run(seconds: 1)
        #expect(stage.engines[1].viewerCount(of: show) == 0)
        #expect(stage.engines[0].health(of: show) != nil)
        stage.leave("host")
        stage.run(seconds: 1)
        #expect(stage.engines.allSatisfy { $0.currentStatistics().routers == 0 })
    }
}
