internal import RTP

/// One show: who publishes, in which slot or in none, and who watches.
final class Stage {
    enum Limit {
        /// How often it is looked who is loud.
        static let loudnessInterval = MediaSpan.milliseconds(50)
        /// How often it is told at most who is loud.
        static let loudnessReport = MediaSpan.milliseconds(250)
        /// Names that are told of those who are loud.
        static let loudNames = 5
    }

    let id: RouterID
    /// The way to the worker where the show is at home; nil where that is this one.
    let home: StageHome?
    /// The ways to other workers that have viewers.
    private(set) var branches: [Branch] = []
    private let identities: [StreamIdentity]
    /// Made when they are first needed.
    private(set) var slots: [Router] = []
    private(set) var publishers: [Publisher] = []
    private var viewers: [Viewer] = []
    private(set) var plan = StagePlan()
    private var isPaused = false
    /// The sessions that name this show, connected or not.
    var sessions = 0
    private var events: [RouterEvent] = []
    private var nextLoudness = MediaTime(nanoseconds: 0)
    private var nextLoudnessReport = MediaTime(nanoseconds: 0)
    private var toldLoud: [String] = []
    /// The host of a voice room that the world outside was told of.
    private var speakingHost: Publisher?
    /// Whether somebody has moved, and viewers may have come to see what is their own.
    private var isUnsettled = false

    init(id: RouterID, identities: [StreamIdentity], home: StageHome? = nil) {
        self.id = id
        self.home = home
        self.identities = identities
    }

    private var mostSlots: Int { min(StagePlan.Limit.slots, identities.count) }

    /// A slot by its number, from 1.
    func slot(_ number: Int) -> Router {
        precondition((1...mostSlots).contains(number), "Slots are checked where they come in")
        while slots.count < number {
            let router = Router(id: id, slot: slots.count + 1, identity: identities[slots.count])
            router.setPaused(isPaused)
            router.isProgramme = isProgramme(router)
            slots.append(router)
            for branch in branches { branch.attach(router) }
        }
        return slots[number - 1]
    }

    /// Of a show that is at home elsewhere, the world is told there.
    private func isProgramme(_ router: Router) -> Bool {
        home == nil && router.slot == 1 && plan.loudest == 0
    }

    /// The host's slot, which plain players see.
    var programme: Router { slot(1) }

    var viewerCount: Int { viewers.count }

    func setPaused(_ isPaused: Bool) {
        self.isPaused = isPaused
        for slot in slots { slot.setPaused(isPaused) }
    }

    var hasEvents: Bool { !events.isEmpty || slots.contains(where: \.hasEvents) }

    func takeEvents() -> [RouterEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return slots.reduce(events) { $0 + $1.takeEvents() }
    }

    // MARK: Publishers

    func add(_ publisher: Publisher) {
        publishers.append(publisher)
        place(publisher)
    }

    func remove(_ publisher: Publisher) {
        publishers.removeAll { $0 === publisher }
        publisher.router?.remove(publisher)
        publisher.router = nil
        guard publisher.isTold, let name = publisher.name, publisher.slot == nil else { return }
        // Who has come back with another session is not gone.
        guard !publishers.contains(where: { $0.isTold && $0.name == name }) else { return }
        events.append(.performerGone(id, publisher.id, name: name))
    }

    /// Takes one packet of a publisher; calls `touched` for each slot that has to be flushed.
    @inline(__always)
    func receive(
        _ incoming: Publisher.Incoming, from publisher: Publisher, at now: MediaTime, touched: (Router) -> Void
    ) {
        if !publisher.isTold { announce(publisher) }
        if let level = incoming.level { publisher.loudness.hear(level, at: now) }
        guard let router = publisher.router, publisher.forwards(incoming.kind) else { return }
        router.receive(incoming, from: publisher, at: now, touched: touched)
    }

    private func announce(_ publisher: Publisher) {
        publisher.isTold = true
        guard let name = publisher.name, publisher.slot == nil else { return }
        events.append(.performerReady(id, publisher.id, name: name))
    }

    /// The host's report ties its clock to ours.
    func reported(
        _ producer: Producer, _ timestamp: RTPTimestamp, _ wall: NTPTime, from publisher: Publisher, at now: MediaTime
    ) {
        publisher.router?.reported(
            producer.description.kind, layer: producer.layer, timestamp, wall, from: publisher, at: now)
    }

    /// Puts a publisher where the plan wants it.
    private func place(_ publisher: Publisher) {
        let performer = publisher.name.flatMap { plan.performer($0, slot: publisher.slot) }
        publisher.setForwarding(heard: performer?.isHeard ?? true, seen: performer?.isSeen ?? true)
        if plan.loudest > 0 {
            let mayBeHeard = publisher.slot != nil || performer != nil
            publisher.isOnFloor = mayBeHeard
            if !mayBeHeard { move(publisher, to: nil) }
            return
        }
        publisher.isOnFloor = false
        let number = publisher.slot ?? performer?.slot
        move(publisher, to: number.flatMap { (1...mostSlots).contains($0) ? slot($0) : nil })
    }

    private func move(_ publisher: Publisher, to router: Router?) {
        guard publisher.router !== router else { return }
        publisher.router?.remove(publisher)
        publisher.router = router
        router?.add(publisher)
        // Who is there already begins at once; who comes begins with a key frame of itself.
        if publisher.isTold { publisher.wantKeyFrame(.broken) }
        isUnsettled = true
    }

    // MARK: Other workers

    /// Shows everything on another worker too.
    func add(_ branch: Branch) {
        branches.append(branch)
        for slot in slots { branch.attach(slot) }
    }

    func removeBranch(to worker: Int) -> Branch? {
        guard let place = branches.firstIndex(where: { $0.worker == worker }) else { return nil }
        branches[place].detach()
        return branches.remove(at: place)
    }

    /// Takes what the show's home says; calls `touched` for each slot that has to be flushed.
    func receive(_ message: RelayMessage, at now: MediaTime, touched: (Router) -> Void) {
        guard let home else { return }
        switch message {
        case .packet(let place, let packet):
            guard let incoming = packet.incoming, let source = home.sources[place.slot] else { return }
            source.sent(incoming, at: now)
            withExtendedLifetime(packet) {
                slot(place.slot).mirror(incoming, from: source, at: now, touched: touched)
            }
        case .source(let place, let description) where home.sources[place.slot]?.id == description.id:
            // It was told twice: once before the branch said that it is there.
            break
        case .source(let place, let description):
            home.sources[place.slot] = DistantSource(description, at: place, home: home.ring)
        case .report(let place, let kind, let layer, let timestamp, let wall):
            guard let source = home.sources[place.slot] else { return }
            slot(place.slot).reported(kind, layer: layer, timestamp, wall, from: source, at: now)
        case .interrupted(let place, let kind):
            slot(place.slot).interrupt(kind)
        case .gone(let place):
            guard let source = home.sources.removeValue(forKey: place.slot) else { return }
            slot(place.slot).remove(source)
        case .filled(let place, let names):
            let router = slot(place.slot)
            router.distantNames = names
            for viewer in viewers where router.isFilled(by: viewer.name) { viewer.leave(router) }
            isUnsettled = true
        case .keyFrame, .layers, .opened:
            preconditionFailure("Only a branch says this")
        }
    }

    // MARK: Viewers

    /// Takes a viewer whose keys stand, and lets it have what it may.
    func add(_ viewer: Viewer, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        viewer.position = viewers.count
        viewers.append(viewer)
        admit(viewer, at: now, wall: wall, outbox: outbox)
    }

    /// - Returns: whether the viewer was there.
    func remove(_ viewer: Viewer) -> Bool {
        guard let position = viewer.position else { return false }
        viewer.leave()
        viewer.position = nil
        viewers.swapAt(position, viewers.count - 1)
        viewers.removeLast()
        if position < viewers.count { viewers[position].position = position }
        return true
    }

    private func admit(_ viewer: Viewer, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        let isAdmitted = plan.audience.map { viewer.name.map($0.contains) ?? false } ?? true
        if isAdmitted {
            viewer.join(at: now, wall: wall, outbox: outbox)
        } else {
            viewer.leave()
        }
    }

    // MARK: The plan

    /// Holds the show's sessions to a plan.
    func follow(_ next: StagePlan, at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        guard next != plan else { return }
        plan = next
        for slot in slots { slot.isProgramme = isProgramme(slot) }
        for publisher in publishers { place(publisher) }
        isUnsettled = false
        for viewer in viewers { admit(viewer, at: now, wall: wall, outbox: outbox) }
    }

    // MARK: Time

    func tick(at now: MediaTime, wall: NTPTime, outbox: Outbox) {
        for slot in slots { slot.tick(at: now, wall: wall, outbox: outbox) }
        for publisher in publishers { publisher.tick(at: now, outbox: outbox) }
        for branch in branches { branch.tick() }
        home?.tick(at: now)
        if now >= nextLoudness {
            nextLoudness = now + Limit.loudnessInterval
            listen(at: now)
        }
        if isUnsettled {
            isUnsettled = false
            for viewer in viewers { admit(viewer, at: now, wall: wall, outbox: outbox) }
        }
    }

    /// Looks who is loud: gives the slots of a voice room to the loudest, and tells who is heard.
    private func listen(at now: MediaTime) {
        tellOfSpeakingHost(at: now)
        if plan.loudest > 0 { giveSlotsToTheLoudest(at: now) }
        guard now >= nextLoudnessReport, publishers.contains(where: \.loudness.isKnown) || !toldLoud.isEmpty else {
            return
        }
        let heard = publishers.filter { $0.router != nil && $0.forwards(.audio) && $0.loudness.isLoud(at: now) }
        let names = heard.sorted { $0.loudness.level(at: now) > $1.loudness.level(at: now) }.compactMap(\.name)
            .prefix(Limit.loudNames)
        guard Array(names) != toldLoud else { return }
        toldLoud = Array(names)
        nextLoudnessReport = now + Limit.loudnessReport
        events.append(.loudest(id, names: toldLoud))
    }

    /// A voice room is on air while one of its hosts sends sound, heard or not.
    private func tellOfSpeakingHost(at now: MediaTime) {
        let host = publishers.last { publisher in
            publisher.isOnFloor && publisher.slot != nil
                && publisher.lastMedia.map { now - $0 < Router.Limit.silence } ?? false
        }
        guard host !== speakingHost else { return }
        speakingHost = host
        if let host {
            events.append(.publisherStarted(id, host.id, codec: .opus, isStandby: host.isStandby))
        } else {
            events.append(.publisherStopped(id))
        }
    }

    private func giveSlotsToTheLoudest(at now: MediaTime) {
        let count = min(plan.loudest, mostSlots)
        let candidates = publishers.filter { $0.isOnFloor && $0.forwards(.audio) }
        for silenced in publishers where silenced.router != nil && !candidates.contains(where: { $0 === silenced }) {
            move(silenced, to: nil)
        }
        let waiting = candidates.filter { $0.router == nil && $0.loudness.isLoud(at: now) }
            .sorted { $0.loudness.level(at: now) > $1.loudness.level(at: now) }
        for speaker in waiting {
            let speaking = candidates.filter { $0.router != nil }
            let taken = Set(speaking.compactMap { $0.router?.slot })
            if let free = (1...count).first(where: { !taken.contains($0) }) {
                speaker.heardSince = now
                move(speaker, to: slot(free))
                continue
            }
            guard let quietest = speaking.min(by: { $0.loudness.level(at: now) < $1.loudness.level(at: now) }),
                let since = quietest.heardSince,
                speaker.loudness.outranks(quietest.loudness, heardSince: since, at: now)
            else { return }
            let router = quietest.router
            move(quietest, to: nil)
            speaker.heardSince = now
            move(speaker, to: router)
        }
    }
}
