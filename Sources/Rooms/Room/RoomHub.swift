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
    /// What is told of the layers that are wanted, by slot.
    private var layers: [ShowID: [Int: WantedLayers]] = [:]
    /// Cameras of hosts, which outlive a room that sleeps.
    private var hosts: [ShowID: [StageHost]] = [:]
    private let battles = Battles()
    /// What stages want of the plane of packets, for the one who carries it there.
    package nonisolated let stageOrders: AsyncStream<StageOrder>
    private let director: AsyncStream<StageOrder>.Continuation
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
        (stageOrders, director) = AsyncStream.makeStream(of: StageOrder.self)
    }

    /// The tables that rooms keep.
    package static let migrations =
        ShowTable.migrations + ChatTable.migrations + VoteTable.migrations
        + BanTable.migrations + CallTable.migrations

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
            hosts[show] = nil
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
            links: RoomLinks(battles: battles, director: director), media: media[show] ?? .none,
            layers: layers[show] ?? [:], hosts: hosts[show] ?? [])
        openings[show]?.room = room
        while let backlog = openings[show]?.backlog, !backlog.isEmpty {
            openings[show]?.backlog = []
            await room.receive(backlog, at: dependencies.clock.now())
        }
        rooms[show] = room
        starter.yield(room)
        director.yield(.changed(show))
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

    /// Tells who sends a picture to a slot which layers of it are wanted, now and when they come in; nil when there are none.
    package func layersWanted(_ wanted: WantedLayers?, slot: Int, of show: ShowID) async {
        layers[show, default: [:]][slot] = wanted
        if layers[show]?.isEmpty == true { layers[show] = nil }
        await (rooms[show] ?? openings[show]?.room)?.layersWanted(wanted, slot: slot)
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

/// The stages of all rooms.
extension RoomHub {
    /// Carries out somebody's command for the stage of a show, and gives the stage as they see it then.
    package func perform(
        _ command: StageCommand, by caller: StageCaller, in show: ShowID
    ) async throws -> StageBody {
        let room = try await room(of: show)
        guard case .challenge(let other, let minutes) = command else {
            return try await room.perform(command, by: caller)
        }
        try await room.permit(command, by: caller)
        guard other != show else { throw StageError.invalid(field: "show", why: "a battle takes another show") }
        return try await room.challenge(self.room(of: other), minutes: minutes, by: caller)
    }

    /// What the plane of packets is to do with a show; nil while nobody has opened its room.
    package func lineup(of show: ShowID) async -> Lineup? {
        await (rooms[show] ?? openings[show]?.room)?.lineup
    }

    /// Takes note of a host's camera that is about to come.
    package func hostCame(_ host: StageHost, to show: Show) async throws {
        var known = hosts[show.id] ?? []
        known.removeAll { $0 == host }
        hosts[show.id] = known.suffix(StageLimits.hosts - 1) + [host]
        await (rooms[show.id] ?? openings[show.id]?.room)?.hostCame(host)
        if show.scene.scene.needsPlan { _ = try await room(of: show.id) }
    }

    /// Lets somebody watch a show, or says why not.
    package func admitViewer(_ person: ViewerID?, role: Role, to show: Show) async throws {
        // A room that sleeps is not woken to look whether somebody is banned.
        if rooms[show.id] == nil, !show.scene.scene.needsPlan {
            guard let person, role < .moderator else { return }
            guard try await !RoomStore(dependencies).isBanned(person, show: show.id) else { throw StageError.banned }
            return
        }
        try await room(of: show.id).admitViewer(person, role: role)
    }
}
