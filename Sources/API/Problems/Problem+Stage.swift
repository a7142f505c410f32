internal import Domain
internal import HTTPTypes
internal import Rooms

/// How the refusals of a stage look from outside.
extension Problem {
    init(_ error: StageError) {
        switch error {
        case .needs(let role):
            self = .forbidden(needs: role)
        case .banned:
            self.init(
                .forbidden, "banned", title: "Not in this show", detail: "A moderator has taken this person out of it.",
                action: "Look for another show, or ask its host.")
        case .tooFast(let wait):
            self.init(
                .tooManyRequests, "too-fast", title: "Too many roses at once",
                detail: "One rose in three seconds counts.", action: "Wait a moment.", retryAfter: wait)
        case .invalid(let field, let why):
            self = .unprocessable(field: field, why: why)
        case .unknownCall(let call):
            self.init(
                .notFound, "unknown-call", title: "There is no such call", detail: "“\(call)” is none of this show's.",
                action: "Read the list of calls again.")
        default:
            let (code, detail, action) = Self.words(error)
            self.init(.conflict, code, title: "The stage cannot do this now", detail: detail, action: action)
        }
    }

    private static func words(_ error: StageError) -> (code: String, detail: String, action: String) {
        switch error {
        case .wrongScene(let scene):
            (
                "wrong-scene", "The scene “\(scene.rawValue)” has nothing of the kind.",
                "Choose another scene before the show."
            )
        case .notLive:
            ("not-live", "The show is not on the air.", "Try again once it is.")
        case .ofTheHouse:
            ("of-the-house", "This is for viewers; hosts and moderators are of the house.", "Choose a viewer.")
        case .stageFull(let places):
            ("stage-full", "All \(places) places are taken.", "Wait until somebody leaves the stage.")
        case .queueFull(let places):
            ("queue-full", "\(places) people wait already.", "Try again in a few minutes.")
        case .noHand:
            ("no-hand", "No hand is up, and nobody rings.", "Raise a hand first.")
        case .notInvited:
            ("not-invited", "The host has not asked this person.", "Raise a hand.")
        case .notOnStage:
            ("not-on-stage", "This person is neither on the stage nor waiting.", "Read the stage again.")
        case .notHere:
            ("not-here", "This person is not in the room.", "Ask somebody who is.")
        default:
            wordsOfTwo(error)
        }
    }

    /// Of what takes two: calls and battles.
    private static func wordsOfTwo(_ error: StageError) -> (code: String, detail: String, action: String) {
        switch error {
        case .notInCall:
            ("not-in-call", "There is no call that this person is in.", "Answer a call first.")
        case .battleTaken:
            ("battle-taken", "One of the two shows is in a battle, or was asked for one.", "Wait until that is over.")
        case .noBattle:
            ("no-battle", "There is no battle.", "Ask another show for one.")
        case .noChallenge:
            ("no-challenge", "No other show asks for a battle.", "Ask one yourself.")
        case .opponentNotReady:
            (
                "opponent-not-ready",
                "A battle is between two live shows of the scenes “single” and “product” that are open to everybody.",
                "Choose another show."
            )
        case .callNotMissed(let call):
            ("call-not-missed", "“\(call)” was not missed.", "Read the list of calls again.")
        default:
            ("not-possible", "\(error)", "Read the stage again.")
        }
    }
}
