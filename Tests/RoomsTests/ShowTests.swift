import Domain
import Journal
import Testing

@testable import Rooms

struct ShowTests {
    @Test func `the state machine knows these steps and no others`() {
        let legal: Set<[ShowState]> = [
            [.scheduled, .live], [.scheduled, .ended], [.live, .paused], [.live, .ended], [.paused, .live],
            [.paused, .ended],
        ]
        for from in ShowState.allCases {
            for to in ShowState.allCases { #expect(from.permits(to) == legal.contains([from, to])) }
        }
    }

    @Test func `an illegal step changes nothing and says why`() async throws {
        let house = try await House()
        _ = try await house.shows.step(House.show, to: .ended)
        await #expect(throws: ShowError.illegalStep(from: .ended, to: .live)) {
            try await house.shows.step(House.show, to: .live)
        }
        #expect(try await house.shows.find(House.show).state == .ended)
    }

    @Test func `the demo's show is revived where it has ended, and stays as it is elsewhere`() async throws {
        let house = try await House()
        _ = try await house.shows.step(House.show, to: .live)
        let live = try await house.shows.revive(House.show)
        #expect(live.state == .live)
        _ = try await house.shows.step(House.show, to: .ended)
        let again = try await house.shows.revive(House.show)
        #expect(again.state == .live && again.endedAt == nil && again.startedAt == house.clock.now())
    }

    @Test(arguments: ["Demo", "a", "-x", "x-", "white space", "ümlaut", "../etc", String(repeating: "x", count: 41)])
    func `an id that is no word is refused`(id: String) async throws {
        let house = try await House()
        await #expect(throws: ShowError.self) {
            try await house.shows.create(
                ShowDraft(id: ShowID(id), title: "T", host: "H", language: House.english))
        }
    }

    @Test(arguments: ["Lanterns & Looms!", "日本の夜", "   ", "---", "A"])
    func `an id is made from any title`(title: String) async throws {
        let house = try await House()
        let show = try await house.shows.create(ShowDraft(title: title, host: "H", language: House.english))
        #expect(ShowDraft.isWord(show.id.rawValue))
    }

    @Test func `an id is given once`() async throws {
        let house = try await House()
        await #expect(throws: ShowError.exists(House.show)) {
            try await house.shows.create(
                ShowDraft(id: House.show, title: "T", host: "H", language: House.english))
        }
    }

    @Test func `what is on air comes first and what ended comes last`() async throws {
        let house = try await House()
        for (id, state) in [("over", ShowState.ended), ("soon", .scheduled), ("break", .live)] {
            let show = try await house.shows.create(
                ShowDraft(id: ShowID(id), title: id, host: "H", language: House.english))
            if state != .scheduled { _ = try await house.shows.step(show.id, to: state) }
        }
        _ = try await house.shows.step(ShowID("break"), to: .paused)
        #expect(
            try await house.shows.list().map(\.id.rawValue) == ["friday-lanterns", "break", "soon", "over"])
    }

    @Test func `a show on air is not removed`() async throws {
        let house = try await House()
        await #expect(throws: ShowError.onAir(House.show)) { try await house.shows.remove(House.show) }
        _ = try await house.shows.step(House.show, to: .ended)
        try await house.shows.remove(House.show)
        await #expect(throws: ShowError.unknown(House.show)) { try await house.shows.find(House.show) }
    }

    @Test func `a removed show leaves nothing to the next of its id`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        await room.take(.said(SocketID(number: 1), .chat(client: nil, text: "old")))
        let vote = try await room.open(
            VoteDraft(question: "Which?", answers: ["A", "B"].map { VoteAnswer(text: $0) }, seconds: nil))
        await room.take(.said(SocketID(number: 1), .vote(vote.id, answer: 0)))
        try await house.beat(room)
        try await room.mute(ViewerID("lee"), for: .seconds(600), by: "host")
        _ = try await house.shows.step(House.show, to: .ended)
        try await house.shows.remove(House.show)
        #expect(try await house.journal.events(after: 0, show: House.show, kinds: [.showRemoved]).count == 1)
        _ = try await house.shows.create(
            ShowDraft(id: House.show, title: "Another", host: "Loom", language: House.english))
        let opening = try await RoomStore(house.dependencies()).open(House.show)
        #expect(opening.lines.isEmpty && opening.mutes.isEmpty && opening.vote == nil)
    }

    @Test func `a list of shows goes on where it ended`() async throws {
        let house = try await House()
        for (id, state) in [("over", ShowState.ended), ("past", .ended), ("soon", .scheduled), ("break", .live)] {
            house.clock.advance(by: .seconds(1))
            let show = try await house.shows.create(
                ShowDraft(id: ShowID(id), title: id, host: "H", language: House.english))
            if state != .scheduled { _ = try await house.shows.step(show.id, to: state) }
        }
        let whole = try await house.shows.list().map(\.id)
        var parts: [ShowID] = []
        while case let page = try await house.shows.list(after: parts.last, limit: 2), !page.isEmpty {
            parts += page.map(\.id)
        }
        #expect(parts == whole && parts.count == 5)
    }
}
