import Domain
import Journal
import Testing

@testable import Rooms

struct BattlesTests {
    /// Two rooms of one hub, both with a host on air.
    private struct Pair {
        let house: House
        let hub: RoomHub
        let red: Room
        let blue: Room

        init(_ redScene: SceneName = .single, _ blueScene: SceneName = .product) async throws {
            house = try await House()
            hub = house.hub()
            red = try await hub.room(of: house.air("red", redScene))
            blue = try await hub.room(of: house.air("blue", blueScene))
            for room in [red, blue] {
                try await hub.mediaChanged(ShowMedia(live: true, codec: "VP8", synthetic: false), of: room.show)
            }
            await house.join(red, "mai", 1)
            await house.join(blue, "lee", 2)
            try await beat()
        }

        func beat(after pause: Duration = .milliseconds(100)) async throws {
            try await house.beat([red, blue], after: pause)
        }

        @discardableResult
        func challenge(minutes: Int? = 3) async throws -> StageBody {
            try await hub.perform(.challenge(blue.show, minutes: minutes), by: .host, in: red.show)
        }

        func begin(minutes: Int = 3) async throws {
            try await challenge(minutes: minutes)
            _ = try await hub.perform(.answer(accept: true), by: .host, in: blue.show)
        }

        var battles: (red: BattleBody?, blue: BattleBody?) {
            get async { (await red.stage.body().battle, await blue.stage.body().battle) }
        }

        func pay(_ show: ShowID) async throws {
            let order = BoughtSample(initial: "M", lines: [BoughtSample.Line(product: ProductID("p1"), quantity: 2)])
            try await house.journal.write { _, events in
                try events.append(EventKind(rawValue: "order.paid"), show: show, order)
            }
        }
    }

    @Test func `both rooms hold one battle with one clock and one score`() async throws {
        let pair = try await Pair()
        let asked = try await pair.challenge()
        #expect(asked.battle?.state == "asked" && asked.battle?.opponent.title == "Blue" && asked.battle?.slot == 2)
        #expect(await pair.battles.blue?.state == "offered")
        #expect(await pair.battles.blue?.slot == 3)
        let running = try await pair.hub.perform(.answer(accept: true), by: .host, in: pair.blue.show)
        let (red, blue) = await pair.battles
        #expect(red?.state == "running" && running.battle == blue && red?.id == blue?.id)
        #expect(red?.endsAt == pair.house.clock.now() + .seconds(180) && red?.endsAt == blue?.endsAt)
        #expect(await pair.red.lineup.visitor == Lineup.Visitor(show: ShowID("blue"), slot: 2))
        #expect(await pair.blue.lineup.visitor == Lineup.Visitor(show: ShowID("red"), slot: 3))

        _ = try await pair.hub.perform(.cheer(.ours), by: .viewer("mai"), in: pair.red.show)
        let voted = try await pair.hub.perform(.voice(.theirs), by: .viewer("lee"), in: pair.blue.show)
        try await pair.pay(ShowID("blue"))
        try await pair.beat()
        try await pair.beat()
        #expect(await pair.battles.red?.score == BattleBody.Score(ours: 6, theirs: 20))
        #expect(await pair.battles.blue?.score == BattleBody.Score(ours: 20, theirs: 6))
        // Only who is asked for is told of their own voice.
        #expect(voted.battle?.voice == .theirs)
        #expect(await pair.battles.blue?.voice == nil)
        await #expect(throws: StageError.tooFast(retryAfter: .milliseconds(2_800))) {
            try await pair.hub.perform(.cheer(.ours), by: .viewer("mai"), in: pair.red.show)
        }
    }

    @Test func `it ends at its time in both rooms, and the journal of each has its side`() async throws {
        let pair = try await Pair()
        try await pair.begin()
        let end = pair.house.clock.now() + .seconds(180)
        _ = try await pair.hub.perform(.cheer(.ours), by: .viewer("mai"), in: pair.red.show)
        try await pair.beat(after: .seconds(179))
        #expect(await pair.battles.red?.state == "running")
        try await pair.beat(after: .milliseconds(1_040))
        try await pair.beat()
        let (red, blue) = await pair.battles
        #expect(red?.state == "ended" && red?.winner == "ours" && red?.endsAt == end)
        #expect(blue?.state == "ended" && blue?.winner == "theirs" && blue?.endsAt == end)
        #expect(await pair.red.lineup == .plain)
        for (room, winner) in [(pair.red, "ours"), (pair.blue, "theirs")] {
            #expect(try await pair.house.kinds(of: room.show) == ["battle.started", "battle.ended"])
            let event = try await pair.house.journal.events(after: 0, show: room.show, kinds: [.battleEnded])[0]
            let payload = try event.decode(BattlePayload.self)
            #expect(payload.winner?.rawValue == winner && payload.cause == .time)
        }
    }

    @Test func `a result is put away by each for itself, and a new challenge is a rematch`() async throws {
        let pair = try await Pair()
        try await pair.begin()
        _ = try await pair.hub.perform(.voice(.ours), by: .viewer("mai"), in: pair.red.show)
        _ = try await pair.hub.perform(.stop, by: .host, in: pair.blue.show)
        let (red, blue) = await pair.battles
        #expect(red?.winner == "ours" && blue?.winner == "theirs")
        await #expect(throws: StageError.noBattle) {
            try await pair.hub.perform(.cheer(.ours), by: .viewer("lee"), in: pair.blue.show)
        }
        _ = try await pair.hub.perform(.stop, by: .host, in: pair.red.show)
        #expect(await pair.battles.red == nil)
        #expect(await pair.battles.blue?.state == "ended")
        // From the one that still shows the result.
        _ = try await pair.hub.perform(.challenge(pair.red.show, minutes: nil), by: .host, in: pair.blue.show)
        let again = try await pair.hub.perform(.answer(accept: true), by: .host, in: pair.red.show)
        #expect(again.battle?.minutes == 5 && again.battle?.score == BattleBody.Score(ours: 0, theirs: 0))
        #expect(await pair.red.stage.voices.isEmpty)
    }

    @Test func `a side whose host's stream is away loses`() async throws {
        let pair = try await Pair()
        try await pair.begin()
        try await pair.hub.mediaChanged(.none, of: pair.blue.show)
        try await pair.beat(after: .seconds(1))
        try await pair.beat(after: .milliseconds(100))
        try await pair.beat(after: .milliseconds(14_800))
        #expect(await pair.battles.red?.state == "running")
        try await pair.beat(after: .milliseconds(300))
        #expect(await pair.battles.red?.winner == "ours")
        #expect(await pair.battles.blue?.winner == "theirs")
    }

    @Test func `a host whose stream comes back in time goes on`() async throws {
        let pair = try await Pair()
        try await pair.begin()
        for live in [false, true] {
            let media = ShowMedia(live: live, codec: live ? "VP8" : nil, synthetic: false)
            try await pair.hub.mediaChanged(media, of: pair.red.show)
            try await pair.beat(after: .seconds(1))
            try await pair.beat(after: .seconds(10))
        }
        try await pair.beat(after: .seconds(20))
        #expect(await pair.battles.red?.state == "running")
    }

    @Test(arguments: [false, true])
    func `a show that ends, or is closed to strangers, ends the battle for both`(isEnd: Bool) async throws {
        let pair = try await Pair()
        try await pair.begin()
        if isEnd {
            _ = try await pair.house.shows.step(pair.red.show, to: .ended)
        } else {
            var change = ShowChange()
            change.access = .restricted
            _ = try await pair.house.shows.change(pair.red.show, change)
        }
        try await pair.beat()
        try await pair.beat()
        #expect(await pair.battles.blue?.winner == "ours")
        #expect(await pair.blue.lineup == .plain)
        #expect(await pair.red.lineup == .plain)
    }

    @Test func `a room that ends leaves its battle`() async throws {
        let pair = try await Pair()
        try await pair.begin()
        let red = pair.red
        let running = Task { await red.run() }
        running.cancel()
        await running.value
        #expect(await pair.battles.blue?.winner == "ours")
    }

    @Test func `a challenge can be refused, taken back, or wait too long`() async throws {
        let pair = try await Pair()
        try await pair.challenge()
        await #expect(throws: StageError.noChallenge) {
            try await pair.hub.perform(.answer(accept: true), by: .host, in: pair.red.show)
        }
        _ = try await pair.hub.perform(.answer(accept: false), by: .host, in: pair.blue.show)
        #expect(await pair.battles == (nil, nil))
        try await pair.challenge()
        _ = try await pair.hub.perform(.stop, by: .host, in: pair.red.show)
        #expect(await pair.battles == (nil, nil))
        try await pair.challenge()
        try await pair.beat(after: PKBattle.Limit.unanswered)
        #expect(await pair.battles == (nil, nil))
        #expect(try await pair.house.kinds(of: pair.red.show).isEmpty)
    }

    @Test func `a show is in one battle at a time`() async throws {
        let pair = try await Pair()
        let green = try await pair.hub.room(of: pair.house.air("green", .single))
        try await pair.challenge()
        for (from, to) in [(green, pair.red), (green, pair.blue), (pair.blue, green), (pair.red, green)] {
            await #expect(throws: StageError.battleTaken) {
                try await pair.hub.perform(.challenge(to.show, minutes: 3), by: .host, in: from.show)
            }
        }
        _ = try await pair.hub.perform(.stop, by: .host, in: pair.red.show)
        _ = try await pair.hub.perform(.challenge(pair.red.show, minutes: 3), by: .host, in: green.show)
    }

    @Test func `a battle takes another live show that anybody may watch, and its time is bounded`() async throws {
        let pair = try await Pair()
        let language = try House.english
        _ = try await pair.house.air("duo", .cohost)
        _ = try await pair.house.air("inner", .single, access: .restricted)
        _ = try await pair.house.shows.create(
            ShowDraft(id: ShowID("soon"), title: "Soon", host: "Loom", language: language))
        for other in ["duo", "inner", "soon"] {
            await #expect(throws: StageError.opponentNotReady, "\(other)") {
                try await pair.hub.perform(.challenge(ShowID(other), minutes: 3), by: .host, in: pair.red.show)
            }
        }
        await #expect(throws: ShowError.unknown(ShowID("nowhere"))) {
            try await pair.hub.perform(.challenge(ShowID("nowhere"), minutes: 3), by: .host, in: pair.red.show)
        }
        for (show, minutes) in [("red", 3), ("blue", 2), ("blue", 11)] {
            await #expect(throws: StageError.self) {
                try await pair.hub.perform(.challenge(ShowID(show), minutes: minutes), by: .host, in: pair.red.show)
            }
        }
        await #expect(throws: StageError.needs(.host)) {
            try await pair.hub.perform(.challenge(pair.blue.show, minutes: 3), by: .moderator, in: pair.red.show)
        }
    }

    @Test func `orders of another time do not count`() async throws {
        let pair = try await Pair()
        try await pair.pay(pair.red.show)
        pair.house.clock.advance(by: .milliseconds(10))
        try await pair.begin()
        try await pair.beat()
        try await pair.beat()
        #expect(await pair.battles.red?.score == BattleBody.Score(ours: 0, theirs: 0))
    }
}
