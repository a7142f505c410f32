import Domain
import Foundation
import Journal
import Testing

@testable import Rooms

struct RoomTests {
    @Test(arguments: [(0, 40), (1_000, 40), (1_500, 60), (2_000, 80), (4_000, 100)])
    func `a full room beats slower`(sockets: Int, milliseconds: Int) {
        #expect(RoomSettings().tick(for: sockets) == .milliseconds(milliseconds))
    }

    @Test func `a line is stored before it is seen and everybody gets the same bytes`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        try await house.beat(room)
        _ = house.audience.take()
        await room.take(.said(SocketID(number: 1), .chat(client: "c1", text: "hello")))
        #expect(house.audience.take().isEmpty)
        try await house.beat(room)
        let calls = house.audience.take()
        let own = calls.compactMap { if case .own(_, let text) = $0 { text } else { nil } }
        let shared = calls.compactMap { if case .broadcast(let texts) = $0 { texts } else { nil } }
        #expect(own.count == 1 && own[0].contains(#""client":"c1""#))
        #expect(shared.count == 1 && shared[0].filter { $0.contains(#""type":"chat""#) }.count == 1)
        #expect(!shared[0].contains { $0.contains("client") })
        let said = try await house.journal.events(after: 0, show: House.show, kinds: [.chatSaid])
        #expect(said.count == 1)
    }

    @Test func `all lines of a tick are one transaction and one write`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        for number in 1...10 { await house.join(room, house.socket(UInt64(number), viewer: "v\(number)")) }
        try await house.beat(room, after: .seconds(2))
        _ = house.audience.take()
        let before = await room.commits
        for number in 1...10 {
            await room.take(.said(SocketID(number: UInt64(number)), .chat(client: nil, text: "line \(number)")))
        }
        try await house.beat(room)
        #expect(await room.commits == before + 1)
        let broadcasts = house.audience.takeBroadcasts()
        #expect(broadcasts.count == 1)
        #expect(broadcasts[0].filter { $0.contains(#""type":"chat""#) }.count == 10)
    }

    @Test func `facts of others wait for the next beat when a write was just made`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        try await house.beat(room, after: .seconds(2))
        _ = house.audience.take()
        house.clock.advance(by: .milliseconds(10))
        _ = try await house.shows.pin(ProductID("p1"), in: House.show, by: "host")
        await room.receive(try await house.journal.events(after: room.position), at: house.clock.now())
        #expect(house.audience.takeBroadcasts().isEmpty)
        try await house.beat(room, after: .milliseconds(30))
        #expect(house.audience.takeBroadcasts().map { $0.filter { $0.contains(#""pin""#) }.count } == [1])
    }

    @Test func `a client that was away gets what it missed and nothing twice`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        for text in ["one", "two", "three"] {
            await room.take(.said(SocketID(number: 1), .chat(client: nil, text: text)))
            try await house.beat(room)
        }
        let lines = try await house.journal.events(after: 0, show: House.show, kinds: [.chatSaid])
        _ = house.audience.take()
        await house.join(room, house.socket(2, viewer: "lee"), after: lines[0].position)
        guard case .welcome(_, let messages)? = house.audience.take().first else {
            Issue.record("the client was not welcomed")
            return
        }
        #expect(messages.filter { $0.contains(#""type":"chat""#) }.count == 2)
        #expect(!messages.contains { $0.contains("snapshot") })
        #expect(!messages.contains { $0.contains(#""text":"one""#) })
    }

    @Test(arguments: [Int64(0), Int64.max, -5])
    func `a client whose place is unknown gets a snapshot`(after: Int64) async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1), after: after)
        guard case .welcome(_, let messages)? = house.audience.take().first else {
            Issue.record("the client was not welcomed")
            return
        }
        #expect(messages.filter { $0.contains(#""type":"snapshot""#) } == [messages[0]])
        let decoded = try JSONSerialization.jsonObject(with: Data(messages[0].utf8)) as? [String: Any]
        #expect((decoded?["me"] as? [String: Any])?["viewer"] as? String == "mai")
    }

    @Test func `a restart keeps lines mutes votes and hidden lines hidden`() async throws {
        let house = try await House()
        let first = try await house.openRoom()
        await house.join(first, house.socket(1))
        await house.join(first, house.socket(2, viewer: "lee"))
        for text in ["kept", "hidden"] {
            await first.take(.said(SocketID(number: 1), .chat(client: nil, text: text)))
        }
        let draft = try VoteDraft(
            question: "Which next?", answers: [VoteAnswer(text: "Red"), VoteAnswer(text: "Blue")], seconds: nil)
        let vote = try await first.open(draft)
        await first.take(.said(SocketID(number: 2), .vote(vote.id, answer: 1)))
        try await house.beat(first)
        let said = try await house.journal.events(after: 0, show: House.show, kinds: [.chatSaid])
        let hidden = try said[1].decode(ChatSaidPayload.self)
        #expect(try await first.hide(hidden.message, by: "host"))
        #expect(try await !first.hide(hidden.message, by: "host"))
        try await first.mute(ViewerID("mai"), for: .seconds(600), by: "host")

        let second = try await house.openRoom()
        _ = house.audience.take()
        await house.join(second, house.socket(3, viewer: "lee"))
        guard case .welcome(_, let messages)? = house.audience.take().first else {
            Issue.record("the client was not welcomed")
            return
        }
        #expect(messages[0].contains("kept") && !messages[0].contains(#""text":"hidden""#))
        #expect(messages[0].contains(#""vote":1"#))
        #expect(await second.vote(seenBy: ViewerID("lee"))?.answers.map(\.count) == [0, 1])
        await house.join(second, house.socket(4))
        _ = house.audience.take()
        await second.take(.said(SocketID(number: 4), .chat(client: "c9", text: "hello?")))
        #expect(house.audience.take().description.contains("muted"))
    }

    @Test func `a viewer has one voice which a second answer replaces`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        for number in 1...3 { await house.join(room, house.socket(UInt64(number), viewer: "v\(number)")) }
        // The same person in a second window.
        await house.join(room, house.socket(4, viewer: "v1"))
        let vote = try await room.open(
            VoteDraft(question: "Which?", answers: ["A", "B", "C"].map { VoteAnswer(text: $0) }, seconds: nil))
        for (socket, answer) in [(1, 0), (2, 0), (3, 1), (4, 2), (1, 2)] {
            await room.take(.said(SocketID(number: UInt64(socket)), .vote(vote.id, answer: answer)))
        }
        try await house.beat(room)
        #expect(await room.vote(seenBy: nil)?.answers.map(\.count) == [1, 1, 1])
        let closed = try await room.close(vote.id, pinned: true)
        #expect(closed.counts == [1, 1, 1])
        _ = house.audience.take()
        await room.take(.said(SocketID(number: 2), .vote(vote.id, answer: 1)))
        #expect(house.audience.take().description.contains("vote-closed"))
    }

    @Test func `counts are told at most twice a second`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        for number in 1...40 { await house.join(room, house.socket(UInt64(number), viewer: "v\(number)")) }
        let vote = try await room.open(
            VoteDraft(question: "Which?", answers: ["A", "B"].map { VoteAnswer(text: $0) }, seconds: nil))
        for number in 1...40 {
            await room.take(.said(SocketID(number: UInt64(number)), .vote(vote.id, answer: number % 2)))
            try await house.beat(room, after: .milliseconds(50))
        }
        let told = try await house.journal.events(after: 0, show: House.show, kinds: [.voteChanged]).count
        // Two seconds of voices: the opening, and four or five counts.
        #expect((4...6).contains(told))
    }

    @Test func `a vote whose time is over closes itself`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        let vote = try await room.open(
            VoteDraft(question: "Which?", answers: ["A", "B"].map { VoteAnswer(text: $0) }, seconds: 10))
        await #expect(throws: VoteError.alreadyOpen(vote.id)) {
            try await room.open(
                VoteDraft(question: "Another?", answers: ["A", "B"].map { VoteAnswer(text: $0) }, seconds: 10))
        }
        try await house.beat(room, after: .seconds(10))
        #expect(await room.vote(seenBy: nil)?.state == .closed)
    }

    @Test func `presence counts people who watch, and not windows`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        await house.join(room, house.socket(2))
        await house.join(room, house.socket(3, viewer: "lee"))
        await house.join(room, house.socket(4, viewer: "ada", role: .host))
        #expect(await room.viewers == 2)
        await room.take(.left(SocketID(number: 1)))
        #expect(await room.viewers == 2)
        await room.take(.left(SocketID(number: 2)))
        await room.take(.left(SocketID(number: 4)))
        #expect(await room.viewers == 1)
        try await house.beat(room)
        let kinds = try await house.journal.events(after: 0, show: House.show).map(\.kind.rawValue)
        #expect(kinds.filter { $0 == "viewer.joined" }.count == 2)
        #expect(kinds.filter { $0 == "viewer.left" }.count == 1)
    }

    @Test func `reactions come as sums and what is above the limit is not counted`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        try await house.beat(room, after: .seconds(2))
        _ = house.audience.take()
        for _ in 0..<25 { await room.take(.said(SocketID(number: 1), .reaction(.heart))) }
        try await house.beat(room)
        let told = house.audience.takeBroadcasts().joined().filter { $0.contains("reactions") }
        #expect(told.count == 1 && told[0].contains(#""counts":{"heart":10}"#))
    }

    @Test func `an ended show takes no more lines`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        _ = try await house.shows.step(House.show, to: .ended)
        try await house.beat(room)
        _ = house.audience.take()
        await room.take(.said(SocketID(number: 1), .chat(client: "c1", text: "hello")))
        #expect(house.audience.take().description.contains("show-ended"))
    }

    @Test func `a freeze that a player tells is a fact`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        let message = try ClientMessage(
            parsing: #"{"type":"quality","kind":"freeze","milliseconds":240,"region":"eu"}"#.utf8)
        await room.take(.said(SocketID(number: 1), message))
        try await house.beat(room)
        let events = try await house.journal.events(after: 0, show: House.show, kinds: [.viewerFroze])
        #expect(events.map(\.payload) == [#"{"kind":"freeze","milliseconds":240,"region":"eu"}"#])
    }

    @Test func `an author hears what stands before their own line`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        await house.join(room, house.socket(2, viewer: "lee"))
        try await house.beat(room)
        _ = house.audience.take()
        _ = try await house.shows.pin(ProductID("p1"), in: House.show, by: "host")
        await room.take(.said(SocketID(number: 2), .chat(client: nil, text: "first")))
        await room.take(.said(SocketID(number: 1), .chat(client: "c1", text: "second")))
        try await house.beat(room)
        var seen: [String] = []
        for call in house.audience.take() {
            switch call {
            case .broadcast(let texts): seen += texts
            case .own(SocketID(number: 1), let text): seen.append(text)
            default: break
            }
        }
        let ids = seen.compactMap { text in
            (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])?["id"] as? Int
        }
        #expect(ids.count == 4 && ids == ids.sorted(), "\(seen)")
        #expect(seen.last?.contains(#""client":"c1""#) == true)
    }

    @Test func `who resumes gets what was not yet written once`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        try await house.beat(room, after: .seconds(2))
        let seen = await room.position
        house.clock.advance(by: .milliseconds(10))
        _ = try await house.shows.pin(ProductID("p1"), in: House.show, by: "host")
        await room.receive(try await house.journal.events(after: seen), at: house.clock.now())
        _ = house.audience.take()
        await house.join(room, house.socket(2, viewer: "lee"), after: seen)
        let calls = house.audience.take()
        guard case .broadcast? = calls.first, case .welcome(_, let missed)? = calls.last else {
            Issue.record("the pin was not written before the welcome: \(calls)")
            return
        }
        #expect(missed.filter { $0.contains(#""pin""#) }.count == 1)
        try await house.beat(room)
        #expect(!house.audience.take().description.contains(#""pin""#))
    }

    @Test func `facts that come while a snapshot is drawn follow it and nobody waits`() async throws {
        let house = try await House()
        let easel = SlowSnapshots()
        let room = try await house.openRoom(snapshots: easel)
        await room.take(.joined(house.socket(1), ClientMessage.Join()))
        async let drawn: Void = room.drawSnapshots()
        let position = await room.position
        for number in 1...3 {
            await easel.waitUntilAsked()
            _ = try await house.shows.pin(ProductID("p\(number)"), in: House.show, by: "host")
            let events = try await house.journal.events(after: room.position)
            await room.receive(events, at: house.clock.now())
            await room.take(.said(SocketID(number: 1), .ping))
        }
        easel.finish()
        await drawn
        let calls = house.audience.take()
        #expect(calls.contains { if case .own(_, let text) = $0 { text.contains("pong") } else { false } })
        guard case .welcome(_, let messages)? = calls.last else {
            Issue.record("the client was not welcomed: \(calls)")
            return
        }
        #expect(messages.first?.contains(#""type":"snapshot","id":\#(position)"#) == true)
        #expect(messages.dropFirst().prefix(3).map { $0.contains(#""pin""#) } == [true, true, true])
        let stage = messages.dropFirst(4).map { $0.contains(#""type":"stage""#) || $0.contains(#""type":"mine""#) }
        #expect(stage == [true, true])
        #expect(easel.drawn == 1)
    }

    @Test func `a socket whose snapshot fails is sent away`() async throws {
        let house = try await House()
        let room = try await house.openRoom(snapshots: NoSnapshots())
        await house.join(room, house.socket(1))
        #expect(house.audience.take() == [.closed(SocketID(number: 1))])
    }

    @Test func `voices and measurements of one viewer are bounded`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        let vote = try await room.open(
            VoteDraft(question: "Which?", answers: ["A", "B"].map { VoteAnswer(text: $0) }, seconds: nil))
        let freeze = try ClientMessage(parsing: #"{"type":"quality","kind":"freeze","milliseconds":9}"#.utf8)
        for round in 0..<50 {
            await room.take(.said(SocketID(number: 1), .vote(vote.id, answer: round % 2)))
            await room.take(.said(SocketID(number: 1), freeze))
        }
        #expect(house.audience.take().description.contains("too-fast"))
        try await house.beat(room)
        let events = try await house.journal.events(after: 0, show: House.show).map(\.kind)
        #expect(events.filter { $0 == .voteCast }.count == VoteLimits.voicesPerViewer)
        #expect(events.filter { $0 == .viewerFroze }.count == 1)
    }

    @Test func `a room is told of what is paid and not of what is ordered`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        try await house.beat(room, after: .seconds(2))
        _ = house.audience.take()
        let order = BoughtSample(initial: "M", lines: [BoughtSample.Line(product: ProductID("p1"), quantity: 2)])
        for kind in ["order.placed", "order.paid", "order.paid", "order.paid"] {
            try await house.journal.write { _, events in
                try events.append(EventKind(rawValue: kind), show: House.show, order)
            }
            if kind == "order.placed" {
                try await house.beat(room)
                #expect(!house.audience.take().description.contains("M…"))
            }
        }
        try await house.beat(room)
        try await house.beat(room)
        let told = house.audience.takeBroadcasts().joined().filter { $0.contains("M…") }
        let facts = try told.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary }
        #expect(facts == [["type": "order", "name": "M…", "product": "p1", "quantity": 2]])
    }

    @Test func `a show that is closed to strangers says so`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        try await house.beat(room)
        _ = house.audience.take()
        var change = ShowChange()
        change.access = .restricted
        _ = try await house.shows.change(House.show, change)
        try await house.beat(room)
        let told = house.audience.takeBroadcasts().joined().filter { $0.contains(#""type":"show""#) }
        #expect(told.count == 1 && told.allSatisfy { $0.contains(#""access":"restricted""#) })
    }

    @Test func `a voice that comes while a vote is closed is refused`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        let vote = try await room.open(
            VoteDraft(question: "Which?", answers: ["A", "B"].map { VoteAnswer(text: $0) }, seconds: nil))
        async let closing = room.close(vote.id, pinned: true)
        // Whichever comes first: a voice is in the result, or it is refused.
        await room.take(.said(SocketID(number: 1), .vote(vote.id, answer: 0)))
        let result = try await closing
        let isRefused = house.audience.take().description.contains("vote-closed")
        #expect(result.counts == (isRefused ? [0, 0] : [1, 0]))
        #expect(await room.vote(seenBy: nil)?.answers.map(\.count) == result.counts)
    }

    @Test func `who is here when a room ends has left`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        let running = Task { await room.run() }
        await room.take(.joined(house.socket(1), ClientMessage.Join()))
        await room.take(.said(SocketID(number: 1), .chat(client: nil, text: "a last word")))
        running.cancel()
        await running.value
        let kinds = try await house.journal.events(after: 0, show: House.show).map(\.kind)
        #expect(kinds.filter { $0 == .viewerLeft }.count == 1)
        #expect(kinds.filter { $0 == .chatSaid }.count == 1)
    }

    @Test func `a room whose show is removed sends everybody away`() async throws {
        let house = try await House()
        let room = try await house.openRoom()
        await house.join(room, house.socket(1))
        try await house.beat(room)
        _ = try await house.shows.step(House.show, to: .ended)
        try await house.shows.remove(House.show)
        await room.take(.said(SocketID(number: 1), .reaction(.heart)))
        _ = house.audience.take()
        try await house.beat(room)
        #expect(house.audience.take().contains(.closed(SocketID(number: 1))))
    }
}

/// What the order pulse reads of an order's payload.
struct BoughtSample: Codable, Sendable {
    struct Line: Codable, Sendable {
        let product: ProductID
        let quantity: Int
    }

    let initial: String
    let lines: [Line]
}
