import Database
import Domain
import Foundation
import Journal

@testable import Rooms

/// A store, a journal and one show on air, in a folder of its own.
final class House {
    static let show = ShowID("friday-lanterns")

    let folder: URL
    let clock = ManualClock()
    let database: SQLiteDatabase
    let journal: Journal
    let shows: Shows
    let audience = RecordingAudience()
    let identifiers: IdentifierGenerator

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("rooms-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appendingPathComponent("rooms.sqlite").path)
        try await database.migrate(Journal.migrations + RoomHub.migrations, clock: clock)
        journal = Journal(database: database, clock: clock)
        shows = Shows(database: database, journal: journal, clock: clock)
        identifiers = IdentifierGenerator(clock: clock)
        _ = try await shows.create(ShowDraft(id: Self.show, title: "Lanterns", host: "Loom", language: Self.english))
        _ = try await shows.step(Self.show, to: .live)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    static var english: Language {
        get throws {
            guard let language = Language("en") else { throw CocoaError(.coderInvalidValue) }
            return language
        }
    }

    func hub(snapshots: any SnapshotSource = FixedSnapshots()) -> RoomHub {
        RoomHub(dependencies: dependencies(snapshots: snapshots), audiences: audience)
    }

    func dependencies(snapshots: any SnapshotSource = FixedSnapshots()) -> RoomDependencies {
        RoomDependencies(
            database: database, journal: journal, identifiers: identifiers, clock: clock, snapshots: snapshots)
    }

    /// A room that a test beats by hand; opening it again is what a restart does.
    func openRoom(snapshots: any SnapshotSource = FixedSnapshots()) async throws -> Room {
        try await hub(snapshots: snapshots).room(of: Self.show)
    }

    /// One beat, and what comes back from the journal.
    func beat(_ room: Room, after pause: Duration = .milliseconds(40)) async throws {
        clock.advance(by: pause)
        await room.tick(at: clock.now())
        let events = try await journal.events(after: room.position)
        await room.receive(events.filter { $0.show == nil || $0.show == Self.show }, at: clock.now())
    }

    func socket(
        _ number: UInt64, viewer: String = "mai", role: Role = .viewer, address: String = "192.0.2.1"
    ) -> RoomSocket {
        RoomSocket(
            id: SocketID(number: number), viewer: ViewerID(viewer), name: viewer.capitalized, role: role,
            address: address, market: MarketID("US"))
    }

    func join(_ room: Room, _ socket: RoomSocket, after: Int64? = nil) async {
        await room.take(.joined(socket, ClientMessage.Join(after: after)))
        await room.drawSnapshots()
    }
}

struct FixedSnapshots: SnapshotSource {
    func document(of show: ShowID, in market: MarketID) async throws -> [UInt8] {
        Array(#"{"id":"\#(show)","market":"\#(market)"}"#.utf8)
    }
}
