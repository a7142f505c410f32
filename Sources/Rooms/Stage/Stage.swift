internal import Domain

/// Who is on a show's stage, who waits, and what is held back of whom.
///
/// A pure value: commands and time go in, ``facts`` to be kept and a ``lineup`` for the plane of packets come out. What the
/// scene allows is the scene's to say. A room holds it, and tells its sockets.
struct Stage: Sendable {
    let scene: any Scene
    var state: ShowState
    /// The name under which the seller appears.
    var hostName: String
    /// Cameras of hosts, the newest last.
    var hosts: [StageHost] = []
    var hostSwitches = HostSwitches()
    /// In the order in which they came.
    var hands: [Hand] = []
    var seats: [Seat] = []
    /// What moderators hold back, also of somebody who has left and may come again.
    var mutes: [ViewerID: StageMute] = [:]
    var bans: Set<ViewerID>
    /// Whose media transport is warm.
    var ready: Set<ViewerID> = []
    /// Who waits or is on the stage and has no socket in the room, since when.
    var absent: [ViewerID: Timestamp] = [:]
    var layout: StageLayout
    /// The slot that is shown large.
    var front = 1
    var promise: String?
    var battle: StageBattle?
    /// The newest news of a battle that came: what is older is passed over.
    var heardOfBattle: (id: BattleID, revision: Int)?
    /// The voices of this room's people in the battle.
    var voices: [ViewerID: BattleSide] = [:]
    /// Calls that were missed without a note, which may still come.
    var missed: [ViewerID: (call: CallID, at: Timestamp)] = [:]
    /// What happened and is not stored yet.
    var facts: [StageFact] = []

    /// What a host has switched off, and agreed to.
    struct HostSwitches: Sendable, Hashable {
        var microphone = true
        var camera = true
        var agreesToRecording = false
    }

    init(scene: any Scene, state: ShowState, hostName: String, bans: Set<ViewerID> = [], promise: String? = nil) {
        self.scene = scene
        self.state = state
        self.hostName = hostName
        self.bans = bans
        self.promise = promise
        layout = scene.layout
    }

    func hand(of person: ViewerID) -> Hand? { hands.first { $0.person == person } }

    func seat(of person: ViewerID) -> Seat? { seats.first { $0.person == person } }

    func isBanned(_ person: ViewerID) -> Bool { bans.contains(person) }

    /// The id of the host among the people: of who publishes, or was the last to.
    var host: ViewerID { hosts.last?.person ?? Self.nobodyYet }

    /// Stands for the host while nobody has published.
    static let nobodyYet = ViewerID("host")

    func isHost(_ person: ViewerID) -> Bool { person == host || hosts.contains { $0.person == person } }

    /// Whether somebody waits or is on the stage, or a battle goes on: then the room does not go to sleep.
    var isBusy: Bool { !hands.isEmpty || !seats.isEmpty || battle?.isOpen == true }

    /// Whether time alone may change something.
    var awaitsTime: Bool { !absent.isEmpty || (scene.isPrivate && !hands.isEmpty) }

    /// Whether a call may be recorded; nil outside one.
    var recording: Bool? {
        guard scene.isPrivate, let seat = seats.first else { return nil }
        return seat.agreesToRecording && hostSwitches.agreesToRecording
    }

    /// Whether somebody who is not its host may publish: to be there at once when let onto the stage.
    func admitPublisher(_ person: ViewerID) throws(StageError) {
        guard !isBanned(person) else { throw .banned }
        guard scene.places != .none else { throw .wrongScene(scene.name) }
        guard hand(of: person) != nil || seat(of: person) != nil else { throw .noHand }
    }

    /// Whether somebody may be sent the show.
    func admitViewer(_ person: ViewerID?, role: Role) throws(StageError) {
        if let person, role < .moderator, isBanned(person) { throw .banned }
        guard scene.isPrivate, role < .host else { return }
        guard let person, hand(of: person) != nil || seat(of: person) != nil else { throw .noHand }
    }
}

extension Stage {
    /// The stage of a room that opens.
    init(_ opening: RoomOpening) {
        self.init(
            scene: opening.show.scene.scene, state: opening.show.state, hostName: opening.show.host,
            bans: opening.bans, promise: opening.show.promise)
    }

    /// The stage of a show whose operator has chosen another scene, before it began.
    init(changing stage: Stage, to scene: any Scene) {
        self.init(
            scene: scene, state: stage.state, hostName: stage.hostName, bans: stage.bans, promise: stage.promise)
        hosts = stage.hosts
        facts = stage.facts
    }
}
