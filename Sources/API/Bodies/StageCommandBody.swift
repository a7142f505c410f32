internal import Domain
internal import Rooms

/// A command for a stage as it comes over the wire.
struct StageCommandBody: Decodable, Sendable {
    private let `do`: String
    private let person: ViewerID?
    private let camera: Bool?
    private let microphone: Bool?
    private let product: ProductID?
    private let note: String?
    private let agree: Bool?
    private let side: BattleSide?
    private let layout: StageLayout?
    private let front: Int?
    private let text: Settable<String>?
    private let show: ShowID?
    private let minutes: Int?
    private let accept: Bool?

    private enum Limit {
        /// Ids of people are 26 characters, and those of partners' tokens rarely more than an address.
        static let person = 256
    }

    /// What is to be done; the problem names the member that is missing.
    func command() throws(Problem) -> StageCommand {
        switch `do` {
        case "raise": .raise(camera: camera ?? false, product: product)
        case "lower": .lower(note: note)
        case "accept": .accept
        case "set": .set(StageSwitches(microphone: microphone, camera: camera))
        case "record": .record(agree: try Self.needed(agree, "agree"))
        case "cheer": .cheer(try Self.needed(side, "side"))
        case "voice": .voice(try Self.needed(side, "side"))
        case "layout": .layout(layout, front: front)
        case "promise": .promise(try Self.needed(text, "text").value)
        case "challenge": .challenge(try Self.needed(show, "show"), minutes: minutes)
        case "answer": .answer(accept: try Self.needed(accept, "accept"))
        case "stop": .stop
        default: try aboutSomebody()
        }
    }

    private func aboutSomebody() throws(Problem) -> StageCommand {
        switch `do` {
        case "mute": .mute(try somebody(), StageSwitches(microphone: microphone, camera: camera))
        case "remove": .remove(try somebody())
        case "ban": .ban(try somebody())
        case "unban": .unban(try somebody())
        case "invite": .invite(try somebody())
        case "seat": .seat(try somebody())
        default: throw .invalid("“do” names no command of a stage.")
        }
    }

    private func somebody() throws(Problem) -> ViewerID {
        let person = try Self.needed(person, "person")
        guard (1...Limit.person).contains(person.rawValue.utf8.count) else {
            throw .unprocessable(field: "person", why: "it is nobody's id")
        }
        return person
    }

    private static func needed<Value>(_ value: Value?, _ name: String) throws(Problem) -> Value {
        guard let value else { throw .invalid("“\(name)” is missing.") }
        return value
    }
}
