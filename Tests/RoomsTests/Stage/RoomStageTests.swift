import Database
import Domain
import Foundation
import Journal
import Testing

@testable import Rooms

struct RoomStageTests {
    private let raise = StageCommand.raise(camera: true, product: nil)

    @Test func `whoever comes in is told of the stage, of hands who keeps order, and how things stand with them`()
        async throws
    {
        let house = try await House()
        let room = try await house.hub().room(of: house.air("duo", .cohost))
        await house.join(room, "mai", 1)
        #expect(house.audience.take().map(Self.types) == [["snapshot", "stage", "mine"]])
        await house.join(room, "kim", 2, role: .moderator)
        #expect(house.audience.take().map(Self.types) == [["snapshot", "stage", "hands", "mine"]])
        await house.join(room, house.socket(3, viewer: "lee"), after: room.position)
        #expect(house.audience.take().map(Self.types) == [["presence", "stage", "mine"]])
    }

    private static func types(_ call: RecordingAudience.Call) -> [String] {
        guard case .welcome(_, let texts) = call else { return [] }
        return texts.compactMap { text in
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            return object?["type"] as? String
        }
    }

    @Test func `the first change is told at once, and those after it together`() async throws {
        let house = try await House()
        let room = try await house.hub().room(of: house.air("duo", .cohost))
        for (number, person) in ["mai", "lee", "kim"].enumerated() { await house.join(room, person, UInt64(number)) }
        try await house.beat([room], after: .seconds(2))
        _ = house.audience.take()
        _ = try await room.perform(raise, by: .viewer("mai"))
        #expect(house.told("stage").all.map { $0["hands"] as? Int } == [1])
        for person in ["lee", "kim"] { _ = try await room.perform(raise, by: .viewer(person)) }
        #expect(house.told("stage").all.isEmpty)
        try await house.beat([room], after: .milliseconds(40))
        #expect(house.told("stage").all.isEmpty)
        try await house.beat([room], after: .milliseconds(60))
        #expect(house.told("stage").all.map { $0["hands"] as? Int } == [3])
        try await house.beat([room], after: .seconds(1))
        #expect(house.told("stage").all.isEmpty)
    }

    @Test func `hands are told to those who keep order, and each person their own state`() async throws {
        let house = try await House()
        let room = try await house.hub().room(of: house.air("duo", .cohost))
        await house.join(room, "mai", 1)
        await house.join(room, "lee", 2)
        await house.join(room, "kim", 3, role: .moderator)
        await house.join(room, "rosa", 4, role: .host)
        _ = house.audience.take()
        _ = try await room.perform(raise, by: .viewer("mai"))
        let calls = house.audience.take()
        let hands = calls.compactMap { call -> UInt64? in
            if case .own(let socket, let text) = call, text.contains(#""type":"hands""#) { socket.number } else { nil }
        }
        let mine = calls.compactMap { call -> UInt64? in
            if case .own(let socket, let text) = call, text.contains(#""type":"mine""#) { socket.number } else { nil }
        }
        #expect(hands.sorted() == [3, 4] && mine == [1])
        #expect(Self.texts(calls).contains { $0.contains(#""isReady":false"#) })
        house.clock.advance(by: .seconds(1))
        await room.performer(ViewerID("mai"), isReady: true)
        #expect(Self.texts(house.audience.take()).contains { $0.contains(#""isReady":true"#) })
    }

    private static func texts(_ calls: [RecordingAudience.Call]) -> [String] {
        calls.compactMap { if case .own(_, let text) = $0 { text } else { nil } }
    }

    @Test func `nobody but the two of a call and who keeps order reads a customer's name`() async throws {
        let house = try await House()
        let room = try await house.hub().room(of: house.air("desk", .private))
        await house.join(room, "maimai", 1)
        await house.join(room, "leelee", 2)
        await house.join(room, "strange", 3)
        await house.join(room, "rosa", 4, role: .host)
        try await house.beat([room], after: .seconds(2))
        for person in ["maimai", "leelee"] { _ = try await room.perform(raise, by: .viewer(person)) }
        try await house.beat([room], after: .seconds(1))
        _ = try await room.perform(.seat(ViewerID("maimai")), by: .host)
        try await house.beat([room], after: .seconds(1))
        await house.join(room, "later", 5)
        _ = try await room.perform(.lower(note: nil), by: .viewer("maimai"))
        try await house.beat([room], after: .seconds(1))
        var heard: [UInt64: String] = [:]
        for call in house.audience.take() {
            switch call {
            case .broadcast(let texts):
                for number in 1...5 { heard[UInt64(number), default: ""] += texts.joined() }
            case .own(let socket, let text): heard[socket.number, default: ""] += text
            case .welcome(let socket, let texts): heard[socket.number, default: ""] += texts.joined()
            case .closed: break
            }
        }
        // A snapshot tells each their own name.
        #expect(heard[1]?.contains("Leelee") == false && heard[2]?.contains("Maimai") == false)
        for stranger in [UInt64(3), 5] {
            let text = try #require(heard[stranger])
            #expect(!text.contains("aimai") && !text.contains("eelee"), "\(text)")
        }
        // The two saw each other, and the host who waited.
        #expect(heard[1]?.contains(#""role":"guest""#) == true && heard[4]?.contains("Leelee") == true)
        // Who hung up sees what strangers see.
        let last = heard[1]?.components(separatedBy: #""type":"stage""#).last
        #expect(last?.contains("guest") == false)
    }

    @Test func `who is banned says nothing in the room, and stays so over a restart until it is lifted`() async throws {
        let house = try await House()
        let show = try await house.air("duo", .cohost)
        let hub = house.hub()
        let room = try await hub.room(of: show)
        await house.join(room, "mai", 1)
        _ = try await room.perform(raise, by: .viewer("mai"))
        _ = try await room.perform(.ban(ViewerID("mai")), by: .moderator)
        _ = house.audience.take()
        await room.take(.said(SocketID(number: 1), .chat(client: "c1", text: "hello")))
        #expect(house.audience.take().description.contains("banned"))
        #expect(try await house.kinds(of: show) == ["stage.banned"])
        let found = try await house.shows.find(show)
        for hub in [hub, house.hub()] {
            await #expect(throws: StageError.banned) {
                try await hub.admitViewer(ViewerID("mai"), role: .viewer, to: found)
            }
            try await hub.admitViewer(ViewerID("lee"), role: .viewer, to: found)
        }
        let again = try await house.hub().room(of: show)
        await #expect(throws: StageError.banned) { try await again.perform(raise, by: .viewer("mai")) }
        _ = try await again.perform(.unban(ViewerID("mai")), by: .moderator)
        try await house.hub().admitViewer(ViewerID("mai"), role: .viewer, to: found)
        #expect(try await house.kinds(of: show) == ["stage.banned", "stage.unbanned"])
    }

    @Test func `bans and calls go with their show`() async throws {
        let house = try await House()
        let show = try await house.air("desk", .private)
        let room = try await house.hub().room(of: show)
        _ = try await room.perform(raise, by: .viewer("mai"))
        _ = try await room.perform(.ban(ViewerID("lee")), by: .moderator)
        _ = try await house.shows.step(show, to: .ended)
        try await house.shows.remove(show)
        try await house.air("desk", .private)
        let opening = try await RoomStore(house.dependencies()).open(show)
        #expect(opening.bans.isEmpty)
        #expect(try await Calls(database: house.database, journal: house.journal).list(of: show, limit: 9).isEmpty)
    }

    @Test func `calls are kept, listed and put away`() async throws {
        let house = try await House()
        let show = try await house.air("desk", .private)
        let room = try await house.hub().room(of: show)
        let calls = Calls(database: house.database, journal: house.journal)
        for person in ["mai", "lee"] { _ = try await room.perform(raise, by: .viewer(person)) }
        _ = try await room.perform(.seat(ViewerID("lee")), by: .host)
        _ = try await room.perform(.lower(note: "Ring me"), by: .viewer("mai"))
        // A call that goes on is in no list.
        #expect(try await calls.list(of: show, limit: 9).map(\.note) == ["Ring me"])
        _ = try await room.perform(.lower(note: nil), by: .viewer("lee"))
        let all = try await calls.list(of: show, limit: 9)
        #expect(all.map(\.name) == ["Lee", "Mai"] && all.map(\.state) == [.ended, .missed])
        #expect(try await calls.list(of: show, after: all[0].id, limit: 1).map(\.id) == [all[1].id])
        await #expect(throws: StageError.callNotMissed(all[0].id)) {
            try await calls.putAway(all[0].id, of: show, by: "kim")
        }
        await #expect(throws: StageError.unknownCall(all[1].id)) {
            try await calls.putAway(all[1].id, of: House.show, by: "kim")
        }
        for _ in 1...2 { #expect(try await calls.putAway(all[1].id, of: show, by: "kim").state == .done) }
        #expect(try await calls.list([.missed], of: show, limit: 9).isEmpty)
        #expect(
            try await house.kinds(of: show) == [
                "call.rung", "call.rung", "call.answered", "call.missed", "call.ended", "call.done",
            ])
    }

    @Test func `calls that a server did not live to end are over when it comes back`() async throws {
        let house = try await House()
        let show = try await house.air("desk", .private)
        let room = try await house.hub().room(of: show)
        for person in ["mai", "lee"] { _ = try await room.perform(raise, by: .viewer(person)) }
        _ = try await room.perform(.seat(ViewerID("lee")), by: .host)
        _ = try await house.hub().room(of: show)
        let calls = try await Calls(database: house.database, journal: house.journal).list(of: show, limit: 9)
        #expect(calls.map(\.state) == [.ended, .missed])
    }

    @Test func `a promise stays over a restart`() async throws {
        let house = try await House()
        let show = try await house.air("table", .product)
        let room = try await house.hub().room(of: show)
        let body = try await room.perform(.promise(" Free\u{202E} returns "), by: .host)
        #expect(body.promise == "Free returns")
        await #expect(throws: StageError.self) {
            try await room.perform(.promise(String(repeating: "x", count: 141)), by: .host)
        }
        let again = try await house.hub().room(of: show)
        #expect(await again.stage.body().promise == "Free returns")
        _ = try await again.perform(.promise(nil), by: .host)
        #expect(try await house.kinds(of: show) == ["promise.pinned", "promise.pinned"])
        #expect(try await house.shows.find(show).promise == nil)
    }

    @Test func `a change of the stage is ordered of the plane of packets before any beat`() async throws {
        let house = try await House()
        let hub = house.hub()
        let show = try await house.air("duo", .cohost)
        let room = try await hub.room(of: show)
        var orders = hub.stageOrders.makeAsyncIterator()
        #expect(await orders.next() == .changed(show))
        try await hub.hostCame(StageHost(person: ViewerID("rosa"), slot: 1), to: house.shows.find(show))
        #expect(await hub.lineup(of: show) == .plain)
        _ = try await hub.perform(raise, by: .viewer("mai"), in: show)
        #expect(await hub.lineup(of: show) == .plain)
        _ = try await hub.perform(.seat(ViewerID("mai")), by: .host, in: show)
        #expect(await orders.next() == .changed(show))
        #expect(await hub.lineup(of: show)?.performers.map(\.slot) == [1, 2])
        _ = try await hub.perform(.ban(ViewerID("mai")), by: .moderator, in: show)
        let after = [await orders.next(), await orders.next()]
        #expect(after.contains(.end(ViewerID("mai"), show)) && after.contains(.changed(show)))
        #expect(await room.lineup == .plain)
    }

    @Test func `somebody whose last socket is gone is off the stage after a while`() async throws {
        let house = try await House()
        let show = try await house.air("duo", .cohost)
        let room = try await house.hub().room(of: show)
        await house.join(room, "mai", 1)
        await house.join(room, "mai", 2)
        _ = try await room.perform(raise, by: .viewer("mai"))
        _ = try await room.perform(.seat(ViewerID("mai")), by: .host)
        await room.take(.left(SocketID(number: 1)))
        try await house.beat([room], after: .seconds(60))
        #expect(await room.stage.seats.count == 1)
        await room.take(.left(SocketID(number: 2)))
        try await house.beat([room], after: .seconds(14))
        await house.join(room, "mai", 3)
        try await house.beat([room], after: .seconds(14))
        #expect(await room.stage.seats.count == 1)
        await room.take(.left(SocketID(number: 3)))
        try await house.beat([room], after: .seconds(15))
        #expect(await room.stage.seats.isEmpty)
        #expect(try await house.kinds(of: show) == ["stage.joined", "stage.left"])
    }

    @Test func `who is heard is told when others are, and not too often`() async throws {
        let house = try await House()
        let room = try await house.hub().room(of: house.air("talk", .voice))
        for (number, person) in ["mai", "lee"].enumerated() {
            await house.join(room, person, UInt64(number))
            _ = try await room.perform(raise, by: .viewer(person))
            _ = try await room.perform(.seat(ViewerID(person)), by: .host)
        }
        try await house.beat([room], after: .seconds(1))
        _ = house.audience.take()
        func heard() -> [[String]] {
            house.told("loud").all.compactMap { $0["people"] as? [String] }
        }
        await room.heard([ViewerID("mai"), ViewerID("stranger")])
        #expect(heard() == [["mai"]])
        await room.heard([ViewerID("lee"), ViewerID("mai")])
        #expect(heard().isEmpty)
        try await house.beat([room], after: .milliseconds(250))
        #expect(heard() == [["lee", "mai"]])
        await room.heard([ViewerID("lee"), ViewerID("mai")])
        try await house.beat([room], after: .seconds(1))
        #expect(heard().isEmpty)
    }

    @Test func `a scene is chosen until the show begins`() async throws {
        let house = try await House()
        let show = try await house.shows.create(
            ShowDraft(id: ShowID("soon"), title: "Soon", host: "Loom", language: House.english))
        #expect(show.scene == .single)
        let room = try await house.hub().room(of: show.id)
        await house.join(room, "mai", 1)
        _ = house.audience.take()
        var change = ShowChange()
        change.scene = .voice
        #expect(try await house.shows.change(show.id, change).scene == .voice)
        try await house.beat([room], after: .seconds(1))
        try await house.beat([room], after: .seconds(1))
        #expect(house.told("stage").all.last?["scene"] as? String == "voice")
        _ = try await house.shows.step(show.id, to: .live)
        change.scene = .cohost
        await #expect(throws: ShowError.sceneIsSet(.live)) { try await house.shows.change(show.id, change) }
        change.scene = .voice
        change.title = "Now"
        #expect(try await house.shows.change(show.id, change).title == "Now")
    }

    @Test func `what could not be stored is stored with a later beat`() async throws {
        let house = try await House()
        let show = try await house.air("duo", .cohost)
        let room = try await house.hub().room(of: show)
        await house.join(room, "mai", 1)
        // A cancelled task stores nothing.
        let refused = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await room.perform(.ban(ViewerID("mai")), by: .moderator)
        }
        try await refused.value
        #expect(try await house.kinds(of: show).isEmpty)
        #expect(await room.stage.isBanned(ViewerID("mai")))
        try await house.beat([room])
        #expect(try await house.kinds(of: show) == ["stage.banned"])
    }

    @Test func `a room in which somebody waits does not go to sleep`() async throws {
        let house = try await House()
        let room = try await house.hub().room(of: house.air("duo", .cohost))
        await house.join(room, "mai", 1)
        _ = try await room.perform(raise, by: .viewer("mai"))
        #expect(await room.stage.isBusy)
        await room.take(.left(SocketID(number: 1)))
        try await house.beat([room], after: StageLimits.absence)
        #expect(await !room.stage.isBusy)
    }
}
