extension StageError {
    /// Stable; what programs test.
    package var code: String {
        switch self {
        case .needs: "forbidden"
        case .banned: "banned"
        case .wrongScene: "wrong-scene"
        case .notLive: "not-live"
        case .ofTheHouse: "of-the-house"
        case .stageFull: "stage-full"
        case .queueFull: "queue-full"
        case .noHand: "no-hand"
        case .notInvited: "not-invited"
        case .notOnStage: "not-on-stage"
        case .notHere: "not-here"
        case .notInCall: "not-in-call"
        case .battleTaken: "battle-taken"
        case .noBattle: "no-battle"
        case .noChallenge: "no-challenge"
        case .opponentNotReady: "opponent-not-ready"
        case .tooFast: "too-fast"
        case .invalid: "invalid-field"
        case .unknownCall: "unknown-call"
        case .callNotMissed: "call-not-missed"
        }
    }

    /// What was wrong.
    package var detail: String {
        switch self {
        case .needs(let role): "It takes the role \(role.rawValue) for this show."
        case .banned: "A moderator has taken this person out of the show."
        case .wrongScene(let scene): "The scene “\(scene.rawValue)” has nothing of the kind."
        case .notLive: "The show is not on the air."
        case .ofTheHouse: "This is for viewers, not for those who host or keep order."
        case .stageFull(let places): "The stage has \(places) places for guests, and all are taken."
        case .queueFull(let places): "\(places) people wait already."
        case .noHand: "No hand of this person is up, and nobody rings."
        case .notInvited: "The host has not asked this person."
        case .notOnStage: "This person is neither on the stage nor waiting for it."
        case .notHere: "This person is not in the room."
        case .notInCall: "There is no call that this person is in."
        case .battleTaken: "One of the two shows is in a battle, or was asked for one."
        case .noBattle: "There is no battle."
        case .noChallenge: "No other show asks for a battle."
        case .opponentNotReady:
            "A battle is between two live shows of the scenes “single” and “product” that are open to everybody."
        case .tooFast: "One rose in three seconds counts."
        case .invalid(let field, let why): "“\(field)”: \(why)."
        case .unknownCall(let call): "This show has no call “\(call)”."
        case .callNotMissed(let call): "“\(call)” was not missed."
        }
    }

    /// What to do next.
    package var action: String {
        switch self {
        case .needs: "Sign in with that role."
        case .banned: "Look for another show, or ask its host."
        case .wrongScene: "Choose another scene before the show."
        case .notLive: "Try again once it is."
        case .ofTheHouse: "Choose a viewer."
        case .stageFull: "Wait until somebody leaves the stage."
        case .queueFull: "Try again in a few minutes."
        case .noHand, .notInvited: "Raise a hand first."
        case .notOnStage, .opponentNotReady: "Choose somebody else."
        case .notHere: "Ask somebody who is."
        case .notInCall: "Answer a call first."
        case .battleTaken: "Wait until that is over."
        case .noBattle, .noChallenge: "Ask another show for one."
        case .tooFast: "Wait a moment."
        case .invalid: "Correct the field and send the request again."
        case .unknownCall, .callNotMissed: "Read the list of calls again."
        }
    }
}
