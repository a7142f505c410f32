import Domain
import Testing

@testable import Rooms

struct BattleTests {
    private let start = StageSample.start
    private let mai = StageSample.mai
    private let lee = StageSample.lee

    private func battle(minutes: Int = 3) -> Battle {
        Battle(
            id: BattleID("b1"), by: BattleParty(show: ShowID("red"), title: "Red", host: "R"),
            to: BattleParty(show: ShowID("blue"), title: "Blue", host: "B"), minutes: minutes, at: start)
    }

    private func running(minutes: Int = 3) throws -> Battle {
        var battle = battle(minutes: minutes)
        try battle.accept(at: start)
        return battle
    }

    @Test func `it is asked by the one and offered to the other`() {
        let battle = battle()
        let (red, blue) = (battle.seen(from: .challenger), battle.seen(from: .challenged))
        #expect(red.state == .asked && red.opponent.show == ShowID("blue") && red.endsAt == nil)
        #expect(blue.state == .offered && blue.opponent.show == ShowID("red") && blue.revision == red.revision)
    }

    @Test func `a challenge that nobody answers is over`() {
        var battle = battle()
        battle.tick(at: start + .seconds(59))
        #expect(battle.isOpen)
        battle.tick(at: start + .seconds(60))
        #expect(battle.seen(from: .challenger).state == .gone)
        #expect(throws: StageError.noChallenge) { try battle.accept(at: start) }
    }

    @Test func `roses, voices and orders count, and each side sees its own`() throws {
        var battle = try running()
        try battle.cheer(.challenger, by: mai, at: start)
        #expect(throws: StageError.tooFast(retryAfter: .seconds(2))) {
            try battle.cheer(.challenger, by: mai, at: start + .seconds(1))
        }
        try battle.cheer(.challenger, by: mai, at: start + .seconds(3))
        try battle.voice(.challenged, by: mai, at: start)
        try battle.voice(.challenged, by: mai, at: start)
        try battle.voice(.challenged, by: lee, at: start)
        battle.orders(2, in: .challenged)
        let red = battle.seen(from: .challenger)
        #expect(red.ours == 2 && red.theirs == 50)
        try battle.voice(.challenger, by: lee, at: start)
        let blue = battle.seen(from: .challenged)
        #expect(blue.ours == 45 && blue.theirs == 7)
    }

    @Test func `it ends at its time, and what comes later does not count`() throws {
        var battle = try running(minutes: 3)
        try battle.cheer(.challenged, by: mai, at: start)
        let end = start + .seconds(180)
        #expect(battle.seen(from: .challenger).endsAt == end)
        #expect(throws: StageError.noBattle) { try battle.cheer(.challenger, by: lee, at: end) }
        battle.tick(at: end + .milliseconds(40))
        let red = battle.seen(from: .challenger)
        #expect(red.state == .ended && red.winner == .theirs && red.endsAt == end && red.cause == .time)
        #expect(battle.seen(from: .challenged).winner == .ours)
        battle.orders(5, in: .challenger)
        #expect(battle.points(of: .challenger) == 0)
    }

    @Test func `an equal score has no winner`() throws {
        var battle = try running()
        try battle.stop(at: start + .seconds(9))
        let red = battle.seen(from: .challenger)
        #expect(red.winner == .even && red.cause == .stopped && red.endsAt == start + .seconds(9))
        #expect(throws: StageError.noBattle) { try battle.stop(at: start) }
    }

    @Test func `a side whose host is away loses, whatever the score`() throws {
        var battle = try running()
        battle.orders(3, in: .challenger)
        // Away before it began counts from the beginning.
        battle.note(.challenger, isThere: false, at: start - .seconds(30))
        battle.tick(at: start + .seconds(14))
        battle.note(.challenger, isThere: true, at: start + .seconds(14))
        battle.note(.challenger, isThere: false, at: start + .seconds(20))
        battle.tick(at: start + .seconds(34))
        #expect(battle.isOpen)
        battle.tick(at: start + .seconds(35))
        #expect(battle.seen(from: .challenger).winner == .theirs && battle.seen(from: .challenger).cause == .away)
    }

    @Test(arguments: [(0, StageBattle.Winner.even), (1, .theirs)])
    func `where both are away, who went first has lost`(later: Int, winner: StageBattle.Winner) throws {
        var battle = try running()
        battle.note(.challenger, isThere: false, at: start)
        battle.note(.challenged, isThere: false, at: start + .seconds(later))
        battle.tick(at: start + .seconds(20))
        #expect(battle.seen(from: .challenger).winner == winner)
    }

    @Test func `a show that ends has lost`() throws {
        var battle = try running()
        battle.leave(.challenged, at: start + .seconds(5))
        #expect(battle.seen(from: .challenger).winner == .ours && battle.seen(from: .challenger).cause == .over)
        var asked = self.battle()
        asked.leave(.challenged, at: start)
        #expect(asked.seen(from: .challenger).state == .gone)
    }

    @Test func `news that come late change nothing`() throws {
        var battle = battle()
        let asked = battle.seen(from: .challenger)
        try battle.accept(at: start)
        let running = battle.seen(from: .challenger)
        try battle.stop(at: start)
        let ended = battle.seen(from: .challenger)
        var stage = StageSample(.single).stage
        for news in [asked, ended, running, asked] { stage.battleMoved(news) }
        #expect(stage.battle?.state == .ended)
        // Its beginning is told although the news of it came late.
        #expect(stage.facts == [.battleStarted(ended), .battleEnded(ended)])
    }
}
