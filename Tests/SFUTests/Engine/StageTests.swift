import RTP
import Rehearsal
import SFU
import Testing

/// Every scene on one worker, and with the viewers on another one than those who publish.
struct StageTests {
    /// What may still be on its way when something has been forbidden.
    private static let wire = MediaSpan.milliseconds(10)
    private static let camera = [VirtualHost.Layer(lines: 360, kilobits: 400)]
    private static let small = [VirtualHost.Layer(lines: 180, kilobits: 200)]

    /// Checks that numbers have no gaps and moments only go forward.
    private func expectWhole(
        _ packets: [VirtualStage.Packet], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!packets.isEmpty, sourceLocation: sourceLocation)
        for (packet, last) in zip(packets.dropFirst(), packets) {
            #expect(packet.number == last.number + 1, sourceLocation: sourceLocation)
            #expect(Int32(bitPattern: packet.timestamp &- last.timestamp) >= 0, sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [1, 2])
    func `a guest waits unseen until the plan gives a slot, and is there within a fifth of a second`(
        workers: Int
    ) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.publish("guest", layers: Self.small)
        try stage.join("anna")
        stage.run(seconds: 2)
        #expect(stage.viewers[0].picture(in: 2).isEmpty && stage.viewers[0].sound(in: 2).isEmpty)
        #expect(stage.events.contains(.performerReady(RouterID("show"), SessionID("publisher-1"), name: "guest")))
        let asked = stage.now
        stage.follow(StagePlan(performers: [.init("guest", slot: 2)]))
        stage.run(seconds: 2)
        let first = try #require(stage.viewers[0].picture(in: 2).first)
        #expect(first.lines == 180)
        #expect(first.at - asked < .milliseconds(200))
        for slot in 1...2 {
            expectWhole(stage.viewers[0].picture(in: slot))
            expectWhole(stage.viewers[0].sound(in: slot))
        }
        #expect(stage.viewers[0].picture(in: 3).isEmpty)
    }

    @Test(arguments: [1, 2]) func `guests follow each other in a slot without a break in its numbers`(
        workers: Int
    ) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.publish("b", layers: Self.small)
        try stage.publish("c", layers: Self.camera)
        try stage.join("anna")
        for name in ["b", "c", "b"] {
            stage.follow(StagePlan(performers: [.init(name, slot: 2)]))
            stage.run(seconds: 1)
        }
        stage.follow(StagePlan())
        stage.run(seconds: 1)
        let pictures = stage.viewers[0].picture(in: 2)
        let left = stage.now
        #expect(pictures.compactMap(\.lines) == [180, 360, 180])
        expectWhole(pictures)
        expectWhole(stage.viewers[0].sound(in: 2))
        #expect(Set(stage.viewers[0].sound(in: 2).map(\.speaker)) == Set("bc".utf8))
        #expect(pictures.allSatisfy { left - $0.at > .milliseconds(900) })
    }

    @Test(arguments: [1, 2]) func `a guest is not sent what is its own, and gets the slot again when another has it`(
        workers: Int
    ) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.publish("b", layers: Self.small)
        try stage.publish("c", layers: Self.small)
        try stage.join("b")
        try stage.join("host")
        stage.follow(StagePlan(performers: [.init("b", slot: 2)]))
        stage.run(seconds: 1)
        #expect(stage.viewers[0].packets.allSatisfy { $0.slot == 1 })
        #expect(!stage.viewers[1].sound(in: 2).isEmpty && !stage.viewers[1].picture(in: 1).isEmpty)
        stage.follow(StagePlan(performers: [.init("c", slot: 2)]))
        stage.run(seconds: 1)
        #expect(Set(stage.viewers[0].sound(in: 2).map(\.speaker)) == Set("c".utf8))
        #expect(!stage.viewers[0].picture(in: 2).isEmpty)
    }

    @Test(arguments: [1, 2]) func `what a moderator holds back stops at once and comes back without a gap`(
        workers: Int
    ) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.publish("guest", layers: Self.small)
        try stage.join("anna")
        stage.follow(StagePlan(performers: [.init("guest", slot: 2)]))
        stage.run(seconds: 1)
        let silenced = stage.now
        stage.follow(StagePlan(performers: [.init("guest", slot: 2, isHeard: false, isSeen: false)]))
        stage.run(seconds: 1)
        let late = stage.viewers[0].packets.filter { $0.slot == 2 && $0.at - silenced > .milliseconds(10) }
        #expect(late.isEmpty)
        stage.follow(StagePlan(performers: [.init("guest", slot: 2)]))
        let heard = stage.now
        stage.run(seconds: 1)
        let after = stage.viewers[0].packets.filter { $0.slot == 2 && $0.at > heard }
        #expect(after.contains { $0.isSound })
        #expect(after.first { !$0.isSound }?.lines == 180)
        expectWhole(stage.viewers[0].picture(in: 2))
        expectWhole(stage.viewers[0].sound(in: 2))
    }

    @Test(arguments: [1, 2]) func `a private show goes to its audience alone, and to it at once when it is let in`(
        workers: Int
    ) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        stage.follow(StagePlan(audience: ["host"]))
        try stage.join("anna")
        try stage.join("ben")
        stage.run(seconds: 1)
        #expect(stage.viewers.allSatisfy { $0.packets.isEmpty })
        let answered = stage.now
        stage.follow(StagePlan(audience: ["host", "anna"]))
        stage.run(seconds: 1)
        let first = try #require(stage.viewers[0].picture(in: 1).first)
        #expect(first.lines == 360 && first.at - answered < .milliseconds(100))
        #expect(stage.viewers[1].packets.isEmpty)
        stage.follow(StagePlan(audience: ["host"]))
        let ended = stage.now
        stage.run(seconds: 1)
        #expect(stage.viewers[0].packets.allSatisfy { $0.at <= ended + Self.wire })
    }

    @Test(arguments: [1, 2]) func `another show's programme fills a slot for as long as it visits`(workers: Int) throws
    {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.join("anna")
        stage.follow(StagePlan(visitor: .init(show: RouterID("other"), slot: 2)))
        try stage.publish("rival", in: "other", slot: 1, layers: Self.small)
        try stage.join("ben", show: "other")
        stage.follow(StagePlan(visitor: .init(show: RouterID("show"), slot: 2)), in: "other")
        stage.run(seconds: 2)
        #expect(stage.viewers[0].picture(in: 2).first?.lines == 180)
        #expect(Set(stage.viewers[0].sound(in: 2).map(\.speaker)) == Set("r".utf8))
        #expect(stage.viewers[1].picture(in: 2).first?.lines == 360)
        #expect(Set(stage.viewers[1].sound(in: 2).map(\.speaker)) == Set("h".utf8))
        stage.follow(StagePlan())
        let ended = stage.now
        stage.run(seconds: 1)
        #expect(stage.viewers[0].packets.allSatisfy { $0.slot == 1 || $0.at <= ended + Self.wire })
        #expect(stage.viewers[1].sound(in: 2).contains { $0.at > ended + .milliseconds(900) })
        stage.leave("host")
        let left = stage.now
        stage.run(seconds: 1)
        #expect(stage.viewers[1].packets.allSatisfy { $0.slot == 1 || $0.at <= left + Self.wire })
        expectWhole(stage.viewers[1].picture(in: 2))
        expectWhole(stage.viewers[1].picture(in: 1))
    }

    @Test(arguments: [1, 2]) func `a show that comes back is seen again where it visits`(workers: Int) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.join("anna")
        stage.follow(StagePlan(visitor: .init(show: RouterID("other"), slot: 2)))
        for _ in 0..<2 {
            try stage.publish("rival", in: "other", slot: 1, layers: Self.small)
            stage.run(seconds: 1)
            stage.leave("rival")
            stage.run(seconds: 1)
        }
        #expect(stage.viewers[0].picture(in: 2).compactMap(\.lines) == [180, 180])
        expectWhole(stage.viewers[0].picture(in: 2))
    }

    @Test(arguments: [1, 2]) func `the three loudest of a voice room are heard, each not by itself`(workers: Int) throws
    {
        let stage = VirtualStage(workers: workers)
        let names = ["a", "b", "c", "d", "e"]
        try stage.publish("a", slot: 1)
        for name in names.dropFirst() { try stage.publish(name) }
        for (name, level) in zip(names, [30, 90, 35, 32, 38] as [UInt8]) { stage.say(name, level: level) }
        try stage.join("listener")
        try stage.join("c")
        let plan = StagePlan(
            performers: names.dropFirst().map { .init($0, slot: nil) }, loudest: 3)
        stage.follow(plan)
        stage.run(seconds: 3)
        let begun = stage.now
        stage.run(seconds: 1)
        func heard(_ viewer: Int, since: MediaTime) -> Set<UInt8> {
            Set(stage.viewers[viewer].packets.filter { $0.at > since }.map(\.speaker))
        }
        #expect(heard(0, since: begun).count == 3)
        #expect(!heard(0, since: begun).contains(Array("b".utf8)[0]))
        #expect(!heard(1, since: begun).contains(Array("c".utf8)[0]))
        // A little louder is not loud enough; silence gives a place away, and so does one who speaks up.
        let kept = heard(0, since: begun)
        stage.say("b", level: 25)
        stage.run(seconds: 2)
        let spoke = stage.now
        stage.run(seconds: 1)
        #expect(heard(0, since: spoke).contains(Array("b".utf8)[0]))
        #expect(heard(0, since: spoke).count == 3)
        #expect(heard(0, since: spoke).intersection(kept).count == 2)
        for slot in 1...3 { expectWhole(stage.viewers[0].sound(in: slot)) }
        let told = stage.events.compactMap { if case .loudest(_, let names) = $0 { names } else { nil } }
        #expect(told.last?.first == "b")
        #expect(told.count < 4 * 4 * 2)
        let host = RouterEvent.publisherStarted(
            RouterID("show"), SessionID("publisher-0"), codec: .opus, isStandby: false)
        #expect(stage.events.filter { $0 == host }.count == 1)
    }

    @Test(arguments: [1, 2]) func `people who speak equally loud do not take turns`(workers: Int) throws {
        let stage = VirtualStage(workers: workers)
        let names = ["a", "b", "c", "d"]
        for name in names { try stage.publish(name) }
        try stage.join("listener")
        stage.follow(
            StagePlan(performers: names.map { .init($0, slot: nil) }, loudest: 3))
        for round in 0..<100 {
            for (place, name) in names.enumerated() { stage.say(name, level: 40 + UInt8((place + round) % 4)) }
            stage.run(seconds: 0.1)
        }
        for slot in 1...3 { #expect(Set(stage.viewers[0].sound(in: slot).map(\.speaker)).count == 1) }
    }

    @Test(arguments: [1, 2]) func `everything of somebody who is banned ends`(workers: Int) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.publish("rude", layers: Self.small)
        try stage.join("rude")
        try stage.join("anna")
        stage.follow(StagePlan(performers: [.init("rude", slot: 2)]))
        stage.run(seconds: 1)
        stage.ban("rude")
        let banned = stage.now
        stage.run(seconds: 1)
        #expect(stage.viewers[0].packets.allSatisfy { $0.at <= banned + Self.wire })
        #expect(stage.viewers[1].packets.allSatisfy { $0.slot == 1 || $0.at <= banned + Self.wire })
        #expect(stage.events.contains(.performerGone(RouterID("show"), SessionID("publisher-1"), name: "rude")))
        #expect(stage.engines.reduce(0) { $0 + $1.currentStatistics().sessionsEnded["removed", default: 0] } == 2)
    }

    @Test(arguments: [1, 2]) func `layers of a guest that nobody watches rest, and come again`(workers: Int) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        try stage.publish("guest", layers: Self.small + Self.camera)
        try stage.join("anna")
        stage.follow(StagePlan(performers: [.init("guest", slot: 2)]))
        func wanted() -> [String]? {
            stage.events.compactMap { event in
                if case .layersWanted(_, _, slot: 2, name: "guest", let names) = event { names } else { nil }
            }.last
        }
        stage.run(seconds: 5)
        #expect(wanted()?.count == 2)
        stage.limitLines("anna", to: 180)
        stage.run(seconds: 15)
        #expect(wanted() == ["q"])
        stage.limitLines("anna", to: nil)
        stage.run(seconds: 5)
        #expect(wanted()?.count == 2)
    }

    @Test(arguments: [1, 2]) func `who is on the stage and leaves with everything leaves nothing behind`(
        workers: Int
    ) throws {
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: Self.camera)
        for name in ["b", "c"] { try stage.publish(name, layers: Self.camera) }
        // Behind a camera that sends key frames when it likes, whoever waits is looked at again and again.
        stage.people[1].camera?.keyFrameInterval = 90
        for name in ["anna", "b", "c"] { try stage.join(name, link: "delay=75ms") }
        for _ in 0..<2 {
            for name in ["b", "c"] {
                stage.follow(StagePlan(performers: [.init(name, slot: 2)]))
                stage.run(seconds: 2)
            }
        }
        // It tells what arrives to the end, for the slot that it fills as well.
        stage.ban("c")
        stage.follow(StagePlan(performers: [.init("b", slot: 2)]))
        stage.run(seconds: 6)
        #expect(!stage.viewers[0].picture(in: 2).isEmpty)
    }

    @Test(arguments: [1, 2]) func `two pictures share a way that carries one of them, and both go on`(
        workers: Int
    ) throws {
        let layers = [
            VirtualHost.Layer(lines: 180, kilobits: 150), VirtualHost.Layer(lines: 360, kilobits: 500),
            VirtualHost.Layer(lines: 720, kilobits: 1_600),
        ]
        let stage = VirtualStage(workers: workers)
        try stage.publish("host", slot: 1, layers: layers)
        try stage.publish("guest", layers: layers)
        stage.follow(StagePlan(performers: [.init("guest", slot: 2)]))
        stage.run(seconds: 2)
        try stage.join("anna", link: "delay=25ms rate=1500k queue=300ms")
        stage.run(seconds: 20)
        let end = stage.now
        for slot in 1...2 {
            let latest = stage.viewers[0].picture(in: slot).filter { end - $0.at < .seconds(5) }
            let kilobits = latest.reduce(0) { $0 + $1.bytes } * 8 / 5 / 1_000
            #expect((130...800).contains(kilobits), "slot \(slot) has \(kilobits) kbit/s")
            let gaps = zip(latest.dropFirst(), latest).map { $0.at - $1.at }
            #expect((gaps.max() ?? .seconds(5)) < .milliseconds(400))
        }
    }
}
