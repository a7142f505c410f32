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
