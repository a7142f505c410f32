internal import RTP

/// The way of a show that is at home here to another worker that has viewers of it.
final class Branch {
    /// The other worker's number.
    let worker: Int
    let channel: Int
    private let ring: RelayRing
    private let packets: RelayedPackets
    private var slots: [BranchSlot] = []
    /// Packets that found no room.
    private(set) var dropped: Int64 = 0

    init(to worker: Int, channel: Int, over ring: RelayRing, packets: RelayedPackets) {
        self.worker = worker
        self.channel = channel
        self.ring = ring
        self.packets = packets
    }

    /// Shows what is in a slot there too.
    func attach(_ router: Router) {
        let slot = BranchSlot(of: router, in: self)
        slots.append(slot)
        router.mirror(in: slot)
    }

    func detach() {
        for slot in slots { slot.router.endMirror(in: slot) }
        slots.removeAll()
    }

    /// Tells what has changed beside packets.
    func tick() {
        for slot in slots { slot.tick() }
    }

    /// Takes what the branch says of itself, or of a slot.
    func receive(_ message: RelayMessage) {
        switch message {
        case .opened:
            for slot in slots { slot.forget() }
        case .keyFrame(let place, let reason, let layer):
            slot(place)?.router.wantKeyFrame(reason, layer: layer)
        case .layers(let place, let wanted):
            slot(place)?.wanted = wanted
        default:
            preconditionFailure("A branch says nothing else")
        }
    }

    private func slot(_ place: RelayMessage.Place) -> BranchSlot? {
        slots.first { $0.router.slot == place.slot }
    }

    func tell(_ message: RelayMessage) {
        ring.appendSurely(message)
    }

    func send(_ incoming: Publisher.Incoming, from source: any PictureSource, in slot: Int) {
        guard let packet = packets.copy(of: incoming, from: source),
            ring.append(.packet(RelayMessage.Place(channel: channel, slot: slot), packet))
        else {
            dropped += 1
            return
        }
    }
}

/// One slot of a show that another worker shows too.
final class BranchSlot: SlotMirror {
    let router: Router
    private unowned let branch: Branch
    private let place: RelayMessage.Place
    /// Who the branch knows to fill the slot.
    private var told: (any PictureSource)?
    private var toldNames: Set<String> = []
    /// For each layer whether anybody there has use for it; all until the branch says so.
    var wanted: [Bool] = []

    let isWatched = true

    init(of router: Router, in branch: Branch) {
        self.router = router
        self.branch = branch
        place = RelayMessage.Place(channel: branch.channel, slot: router.slot)
    }

    func mirror(
        _ incoming: Publisher.Incoming, from source: any PictureSource, at now: MediaTime, touched: (Router) -> Void
    ) {
        if told !== source {
            // Nobody is to hear what they say themselves.
            tick()
            told = source
            wanted = []
            branch.tell(
                .source(
                    place,
                    DistantSource.Description(
                        id: source.id, isStandby: source.isStandby, layers: Array(source.layers))))
        }
        branch.send(incoming, from: source, in: place.slot)
    }

    func reported(
        _ kind: MediaKind, layer: Int, _ timestamp: RTPTimestamp, _ wall: NTPTime, from source: any PictureSource,
        at now: MediaTime
    ) {
        guard told === source else { return }
        branch.tell(.report(place, kind, layer: layer, timestamp, wall))
    }

    func interrupt(_ kind: MediaKind) {
        branch.tell(.interrupted(place, kind))
    }

    func remove(_ source: any PictureSource) {
        guard told === source else { return }
        told = nil
        branch.tell(.gone(place))
    }

    func eachLayerOfUse(at now: MediaTime, _ use: (Int) -> Void) {
        for layer in 0..<Picture.Limit.layers where layer >= wanted.count || wanted[layer] { use(layer) }
    }

    /// Takes nothing for known there.
    func forget() {
        (told, toldNames, wanted) = (nil, [], [])
    }

    /// Says who fills the slot, where that is not what it was.
    func tick() {
        let names = router.names
        guard names != toldNames else { return }
        toldNames = names
        branch.tell(.filled(place, names: names))
    }
}
