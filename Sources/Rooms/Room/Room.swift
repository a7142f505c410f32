package import Domain
internal import Journal
internal import Logging

/// One show's live state: who is there, what was said, what is asked.
///
/// Everything a room says to all is a fact of the journal that has come back to it: what it takes from clients is stored
/// once a tick in one transaction, returns with the journal's feed, is encoded once, and leaves in one write per socket.
/// So a line is seen only after it is safe, and all processes that serve the room say the same.
package actor Room {
    package nonisolated let show: ShowID
    /// Where sockets put what they have to say, without waiting.
    package nonisolated let inbox: AsyncStream<RoomInput>.Continuation
    private let inputs: AsyncStream<RoomInput>

    let dependencies: RoomDependencies
    let audience: any Audience
    let logger: Logger
    let links: RoomLinks

    var state: ShowState {
        didSet { stage.state = state }
    }
    var title: String
    var access: ShowAccess
    var media: ShowMedia
    /// What is told of the layers that are wanted, by slot.
    var layers: [Int: WantedLayers]
    var allowsLinks: Bool
    var isRemoved = false
    var gate: ChatGate
    var voices = CrowdGate(
        perViewer: VoteLimits.voicesPerViewer, perAddress: VoteLimits.voicesPerAddress, window: VoteLimits.window)
    var beacons = CrowdGate(
        perViewer: QualityBeacon.perViewer, perAddress: QualityBeacon.perAddress, window: QualityBeacon.window)
    var board: VoteBoard
    var log: ChatLog
    var recent: RecentMessages
    /// The newest fact of this room that clients were told, or that was there when it opened.
    var position: Int64

    var presence = Presence()
    var reactions = ReactionTally()
    var pulses = OrderPulses()
    var cache = SnapshotCache()
    /// Counts what changes a snapshot's document; chat does not.
    var revision = 0
    var pending = PendingFacts()
    /// Lines on their way through the journal, by the connection that waits for them.
    var awaited: [ChatMessageID: (socket: SocketID, client: String?)] = [:]
    /// Encoded and not yet written.
    var outgoing: [RoomMessage] = []
    /// What authors get of their own lines, after everybody got them.
    var echoes: [(socket: SocketID, message: RoomMessage)] = []
    var stage: Stage {
        didSet { stageTelling.isDue = true }
    }
    var stageTelling = StageTelling()
    var loud = LoudTelling()
    /// Whether what happened on the stage is being stored.
    var isStoring = false
    /// Orders that were paid since the last beat of a battle.
    var paidOrders = 0
    /// Sockets that wait for a snapshot.
    var waiting: [SocketID] = []
    private let (drawings, easel) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    var writtenAt = Timestamp(milliseconds: 0)
    var emptySince: Timestamp?
    var commits = 0

    init(
        opening: RoomOpening, audience: any Audience, dependencies: RoomDependencies, links: RoomLinks,
        media: ShowMedia, layers: [Int: WantedLayers], hosts: [StageHost]
    ) {
        show = opening.show.id
        (inputs, inbox) = AsyncStream.makeStream(of: RoomInput.self)
        self.dependencies = dependencies
        self.links = links
        self.audience = audience
        var logger = Logger(label: "tradewind.room")
        logger[metadataKey: "show"] = "\(opening.show.id)"
        self.logger = logger
        state = opening.show.state
        title = opening.show.title
        access = opening.show.access
        self.media = media
        self.layers = layers
        allowsLinks = opening.show.allowsLinks
        gate = ChatGate(limits: dependencies.settings.chat, mutes: opening.mutes)
        board = opening.vote.map { VoteBoard(vote: $0, choices: opening.choices) } ?? VoteBoard()
        log = ChatLog()
        for line in opening.lines { log.append(line) }
        stage = Stage(opening)
        stage.hosts = hosts
        // Whoever comes in is told how it stands.
        stageTelling.open = stage.body()
        stageTelling.inner = stage.body(role: .host)
        position = opening.position
        recent = RecentMessages(after: opening.position)
        emptySince = dependencies.clock.now()
    }

    /// Takes what sockets say and beats, until the room is closed or its task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.takeInputs() }
            group.addTask { await self.drawWhenWanted() }
            group.addTask { await self.beat() }
            await group.next()
            group.cancelAll()
        }
        inbox.finish()
        // What was taken is stored even when the room's own task is cancelled: the last commit runs in one that is not.
        await Task { await self.empty() }.value
    }

    private func takeInputs() async {
        for await input in inputs { take(input) }
    }

    private func drawWhenWanted() async {
        for await _ in drawings { await drawSnapshots() }
    }

    /// Lets a socket wait for a snapshot.
    func orderSnapshot(for socket: SocketID) {
        waiting.append(socket)
        easel.yield()
    }

    /// Everybody who is still here leaves with the room; who came at the last moment comes back to the next.
    private func empty() async {
        for await case .joined(let socket, _) in inputs { audience.close(socket.id) }
        for socket in presence.sockets.keys { leave(socket, at: dependencies.clock.now()) }
        await closeStage()
        // Of a show that was removed there is nothing left to keep.
        if !pending.isEmpty, !isRemoved { await commit() }
    }

    private func beat() async {
        while !Task.isCancelled, !isDone(at: dependencies.clock.now()) {
            try? await Task.sleep(for: beat)
            await tick(at: dependencies.clock.now())
        }
    }

    /// How many people are here.
    package var viewers: Int { presence.viewers }

    /// How many connections are here.
    package var sockets: Int { presence.sockets.count }

    func take(_ input: RoomInput) {
        let now = dependencies.clock.now()
        switch input {
        case .joined(let socket, let join): welcome(socket, join, at: now)
        case .said(let socket, let message): hear(message, from: socket, at: now)
        case .caughtUp(let socket): refresh(socket)
        case .left(let socket): leave(socket, at: now)
        }
    }

    private func leave(_ id: SocketID, at now: Timestamp) {
        let person = presence.sockets[id]?.viewer
        if let viewer = presence.leave(id) { note(.viewerLeft, by: viewer) }
        if let person { leftStage(person, at: now) }
        if presence.sockets.isEmpty { emptySince = now }
    }

    /// Nobody is here, nothing is waiting, and that has been so for a while.
    private func isDone(at now: Timestamp) -> Bool {
        guard let emptySince, presence.sockets.isEmpty, pending.isEmpty, !stage.isBusy else { return false }
        return now - emptySince >= dependencies.settings.idle
    }
}
