package import Domain

/// What somebody wants done on a stage; `docs/protocols/stage.md` has the table.
package enum StageCommand: Sendable, Hashable {
    case raise(camera: Bool, product: ProductID?)
    case lower(note: String?)
    case accept
    case set(StageSwitches)
    case record(agree: Bool)
    case cheer(BattleSide)
    case voice(BattleSide)
    case mute(ViewerID, StageSwitches)
    case remove(ViewerID)
    case ban(ViewerID)
    case unban(ViewerID)
    case invite(ViewerID)
    case seat(ViewerID)
    case layout(StageLayout?, front: Int?)
    case promise(String?)
    /// Nil leaves the length to the rules.
    case challenge(ShowID, minutes: Int?)
    case answer(accept: Bool)
    case stop

    /// The least role that may say it.
    package var role: Role {
        switch self {
        case .raise, .lower, .accept, .set, .record, .cheer, .voice: .viewer
        case .mute, .remove, .ban, .unban: .moderator
        case .invite, .seat, .layout, .promise, .challenge, .answer, .stop: .host
        }
    }

    /// Whom it is about, where that is somebody else.
    var person: ViewerID? {
        switch self {
        case .mute(let person, _), .remove(let person), .ban(let person), .unban(let person), .invite(let person),
            .seat(let person):
            person
        default: nil
        }
    }

    /// Whether it is about a battle: those are two shows' business.
    var isOfBattle: Bool {
        switch self {
        case .cheer, .voice, .challenge, .answer, .stop: true
        default: false
        }
    }
}
