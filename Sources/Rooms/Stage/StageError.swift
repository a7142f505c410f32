package import Domain

/// Why a command for the stage was not carried out.
package enum StageError: Error, Hashable, Sendable {
    /// The command takes this role.
    case needs(Role)
    case banned
    /// The scene has nothing of the kind.
    case wrongScene(SceneName)
    case notLive
    /// Hosts are on the stage anyway, and whoever keeps order is neither removed nor banned.
    case ofTheHouse
    case stageFull(Int)
    case queueFull(Int)
    case noHand
    case notInvited
    case notOnStage
    /// Whom the host asks is not in the room.
    case notHere
    case notInCall
    case battleTaken
    case noBattle
    case noChallenge
    /// The other show is not live, is not open to everybody, or has a scene without battles.
    case opponentNotReady
    case tooFast(retryAfter: Duration)
    case invalid(field: String, why: String)
    case unknownCall(CallID)
    case callNotMissed(CallID)
}
