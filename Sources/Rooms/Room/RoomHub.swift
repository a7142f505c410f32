package import Domain
internal import Journal
internal import Logging

/// Opens rooms, and gives each the facts that concern it.
package actor RoomHub {
    private let dependencies: RoomDependencies
    private let audiences: any AudienceFactory
    private let logger = Logger(label: "tradewind.rooms")
    private var rooms: [ShowID: Room] = [:]
    private var media: [ShowID: ShowMedia] = [:]
    /// What hosts are told of the layers that are wanted of them.
    private var layers: [ShowID: RoomMessage] = [:]
    private var openings: [ShowID: Opening] = [:]
    private let opened: AsyncStream<Room>
    private let starter: AsyncStream<Room>.Continuation

    /// A room that is being read from the tables.
    private struct Opening {
        /// Its facts since the reading began.
        var backlog: [Event] = []
        /// The room, once it is read and takes in what came meanwhile.
        var room: Room?
        var waiters: [CheckedContinuation<Room, any Error>] = []
    }

    package init(dependencies: RoomDependencies, audiences: any AudienceFactory) {
        self.dependencies = dependencies
        self.audiences = audiences
        (opened, starter) = AsyncStream.makeStream(of: Room.self)
    }

    /// The tables that rooms keep.
    package static let migrations = ShowTable.migrations + ChatTable.migrations + VoteTable.migrations

    /// Runs the rooms and the feed until the task is cancelled.
    package func run() async throws {
        let start = try await dependencies.journal.lastPosition()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.feedRooms(after: start) }
            group.addTask { await self.runRooms() }
            try await group.next()
            group.cancelAll()
        }
    }

    private nonisolated func feedRooms(after start: Int64) async throws {
        for try await events in dependencies.journal.feed(after: start) {
            let now = dependencies.clock.now()
            for (room, own) in await routed(events) { await room.receive(own, at: now) }
        }
    }

    /// Each open room's own events: those of its show, and those of no show, such as a price.
    private func routed(_ events: [Event]) -> [(Room, [Event])] {
        for show in openings.keys {
            openings[show]?.backlog.append(contentsOf: events.filter { $0.show == nil || $0.show == show })
        }
        for show in events.filter({ $0.kind == .showRemoved }).compactMap(\.show) {
            media[show] = nil
            layers[show] = nil
        }
        let shared = events.contains { $0.show == nil }
        let shows = shared ? Set(rooms.keys) : Set(events.compactMap(\.show))
        return shows.compactMap { show in
            rooms[show].map { room in (room, events.filter { $0.show == nil || $0.show == show }) }
        }
    }

    private nonisolated func runRooms() async {
        await withDiscardingTaskGroup { group in
            for await room in opened {
                group.addTask {
                    await room.run()
                    await self.close(room)
                }
            }
        }
    }

    private func close(_ room: Room) {
        if rooms[room.show] === room { rooms[room.show] = nil }
    }

    /// The room of a show; opened on first need.
    package func room(of show: ShowID) async throws -> Room {
        if let room = rooms[show] { return room }
        if openings[show] != nil {
            return try await withCheckedThrowingContinuation { openings[show]?.waiters.append($0) }
        }
        openings[show] = Opening()
        do {
            let room = try await open(show)
            for waiter in finishOpening(show) { waiter.resume(returning: room) }
            return room
        } catch {
            for waiter in finishOpening(show) { waiter.resume(throwing: error) }
            throw error
        }
    }

    /// Reads a room, and hands it to the feed without a gap: facts after the reading wait in the backlog.
    private func open(_ show: ShowID) async throws -> Room {
        let opening = try await RoomStore(dependencies).open(show)
        let room = Room(
            opening: opening, audience: audiences.audience(of: show), dependencies: dependencies,
            media: media[show] ?? .none, layers: layers[show])
        openings[show]?.room = room
        while let backlog = openings[show]?.backlog, !backlog.isEmpty {
            openings[show]?.backlog = []
            await room.receive(backlog, at: dependencies.clock.now())
        }
        rooms[show] = room
        starter.yield(room)
        return room
    }

    private func finishOpening(_ show: ShowID) -> [CheckedContinuation<Room, any Error>] {
        openings.removeValue(forKey: show)?.waiters ?? []
    }

    /// The room of a show, if somebody has opened it.
    package func openRoom(of show: ShowID) -> Room? { rooms[show] }

    package var openRooms: [Room] { Array(rooms.values) }

    /// What is known of a show's stream.
    package func media(of show: ShowID) -> ShowMedia { media[show] ?? .none }

    /// Tells a show's hosts which layers of their picture are wanted, now and when they come in; nil when there are none.
    package func layersWanted(_ message: RoomMessage?, of show: ShowID) async {
        layers[show] = message
        await (rooms[show] ?? openings[show]?.room)?.layersWanted(message)
    }

    /// Takes a change of a show's stream, and tells the room through the journal.
    package func mediaChanged(_ change: ShowMedia, of show: ShowID) async throws {
        let before = media[show]
        guard before ?? .none != change else { return }
        media[show] = change
        do {
            try await dependencies.journal.write { _, events in try events.append(.mediaChanged, show: show, change) }
        } catch {
            // Not told, so not so yet: the same change may be tried again.
            media[show] = before
            throw error
        }
    }
}
