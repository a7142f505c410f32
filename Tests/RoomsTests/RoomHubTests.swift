import Domain
import Journal
import Testing

@testable import Rooms

struct RoomHubTests {
    @Test func `a running hub carries a fact from the journal to the room`() async throws {
        let house = try await House()
        let hub = house.hub()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await hub.run() }
            let room = try await hub.room(of: House.show)
            await house.join(room, house.socket(1))
            _ = try await house.shows.pin(ProductID("p1"), in: House.show, by: "host")
            while !house.audience.take().description.contains("pin") {
                // The room beats by real time; its clock is turned here.
                house.clock.advance(by: .milliseconds(50))
                try await Task.sleep(for: .milliseconds(5))
            }
            group.cancelAll()
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
        }
    }

    @Test func `two who open a room at once get the same`() async throws {
        let house = try await House()
        let hub = house.hub()
        async let first = hub.room(of: House.show)
        async let second = hub.room(of: House.show)
        #expect(try await first === second)
    }

    @Test func `there is no room for a show that does not exist`() async throws {
        let house = try await House()
        let hub = house.hub()
        await #expect(throws: ShowError.unknown(ShowID("nowhere"))) { try await hub.room(of: ShowID("nowhere")) }
        #expect(try await house.shows.find(House.show).state == .live)
    }

    @Test func `a change of the stream is told once`() async throws {
        let house = try await House()
        let hub = house.hub()
        let media = ShowMedia(live: true, codec: "VP8", synthetic: true)
        try await hub.mediaChanged(media, of: House.show)
        try await hub.mediaChanged(media, of: House.show)
        #expect(try await house.journal.events(after: 0, show: House.show, kinds: [.mediaChanged]).count == 1)
        #expect(await hub.media(of: House.show) == media)
    }

    @Test func `a guest is told which layers of its own picture are wanted`() async throws {
        let house = try await House()
        let hub = house.hub()
        let room = try await hub.room(of: House.show)
        let (guest, other, host) = (
            house.socket(1, viewer: "gina"), house.socket(2), house.socket(3, viewer: "rosa", role: .host)
        )
        for socket in [guest, other, host] { await house.join(room, socket) }
        _ = Self.told(house)
        let message = RoomMessage(text: Array("own".utf8))
        await hub.layersWanted(WantedLayers(of: ViewerID("gina"), message: message), slot: 2, of: House.show)
        let told = Self.told(house)
        #expect(told.count == 2 && told.contains(.own(guest.id, "own")) && told.contains(.own(host.id, "own")))
        let again = house.socket(4, viewer: "gina")
        await house.join(room, again, after: room.position)
        #expect(Self.told(house) == [.own(again.id, "own")])
    }

    @Test func `hosts alone are told which layers are wanted, also those who come later`() async throws {
        let house = try await House()
        let hub = house.hub()
        let (first, second) = (RoomMessage(text: Array("first".utf8)), RoomMessage(text: Array("second".utf8)))
        // Nobody has opened the room yet.
        await hub.layersWanted(WantedLayers(of: nil, message: first), slot: 1, of: House.show)
        let room = try await hub.room(of: House.show)
        let (viewer, host, later) = (
            house.socket(1), house.socket(2, viewer: "rosa", role: .host), house.socket(3, viewer: "rosa", role: .host)
        )
        await house.join(room, viewer)
        await house.join(room, host)
        #expect(Self.told(house) == [.own(host.id, "first")])
        await hub.layersWanted(WantedLayers(of: nil, message: second), slot: 1, of: House.show)
        #expect(Self.told(house) == [.own(host.id, "second")])
        // One that comes back and has missed little gets no snapshot.
        await house.join(room, later, after: room.position)
        #expect(Self.told(house) == [.own(later.id, "second")])
        await hub.layersWanted(nil, slot: 1, of: House.show)
        await house.join(room, house.socket(4, viewer: "rosa", role: .host))
        #expect(Self.told(house) == [])
    }

    /// What sockets were told of their own since the last look.
    private static func told(_ house: House) -> [RecordingAudience.Call] {
        house.audience.take().filter { if case .own = $0 { true } else { false } }
    }

    @Test func `a change of the stream that was not stored is tried again`() async throws {
        let house = try await House()
        let hub = house.hub()
        let media = ShowMedia(live: true, codec: "VP8", synthetic: false)
        // A cancelled task stores nothing.
        let refused = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await hub.mediaChanged(media, of: House.show)
        }
        await #expect(throws: (any Error).self) { try await refused.value }
        try await hub.mediaChanged(media, of: House.show)
        #expect(try await house.journal.events(after: 0, show: House.show, kinds: [.mediaChanged]).count == 1)
    }
}
