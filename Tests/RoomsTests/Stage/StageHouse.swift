import Domain
import Foundation
import Journal

@testable import Rooms

/// What the tests of stages need beside a house: rooms of one hub, beaten together, and what sockets were told.
extension House {
    /// Announces a show of a scene and puts it on air.
    @discardableResult
    func air(_ id: String, _ scene: SceneName, access: ShowAccess = .open) async throws -> ShowID {
        let show = try await shows.create(
            ShowDraft(
                id: ShowID(id), title: id.capitalized, host: "Loom", language: Self.english, access: access,
                scene: scene))
        _ = try await shows.step(show.id, to: .live)
        return show.id
    }

    /// One beat of several rooms, and what comes back from the journal.
    func beat(_ rooms: [Room], after pause: Duration = .milliseconds(40)) async throws {
        clock.advance(by: pause)
        for room in rooms {
            await room.tick(at: clock.now())
            let events = try await journal.events(after: room.position)
            await room.receive(events.filter { $0.show == nil || $0.show == room.show }, at: clock.now())
        }
    }

    /// The kinds of what happened on the stage of a show.
    func kinds(of show: ShowID) async throws -> [String] {
        let words = ["stage.", "call.", "battle.", "promise."]
        return try await journal.events(after: 0, show: show).map(\.kind.rawValue).filter { kind in
            words.contains { kind.hasPrefix($0) }
        }
    }

    /// The stage of a show of a restricted hub, as the room's own.
    func join(_ room: Room, _ person: String, _ number: UInt64, role: Role = .viewer) async {
        await join(room, socket(number, viewer: person, role: role))
    }

    /// What everybody was told of a type since the last look, and what single sockets were.
    func told(_ type: String) -> (all: [[String: Any]], own: [UInt64: [[String: Any]]]) {
        var all: [[String: Any]] = []
        var own: [UInt64: [[String: Any]]] = [:]
        for call in audience.take() {
            switch call {
            case .broadcast(let texts): all += texts.compactMap { Self.object($0, type) }
            case .own(let socket, let text):
                own[socket.number, default: []] += [Self.object(text, type)].compactMap { $0 }
            case .welcome(let socket, let texts):
                own[socket.number, default: []] += texts.compactMap { Self.object($0, type) }
            case .closed: break
            }
        }
        return (all, own.filter { !$0.value.isEmpty })
    }

    private static func object(_ text: String, _ type: String) -> [String: Any]? {
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return object?["type"] as? String == type
            ? object?[type == "loud" ? "people" : type] as? [String: Any] ?? object : nil
    }
}

extension StageCaller {
    static func viewer(_ person: String) -> StageCaller {
        StageCaller(person: ViewerID(person), name: person.capitalized, role: .viewer)
    }

    static let moderator = StageCaller(person: ViewerID("kim"), role: .moderator)
    static let host = StageCaller(person: ViewerID("rosa"), role: .host)
}
