internal import Domain
internal import Logging

/// What happens on a stage with the room's own happenings, and with time.
extension Room {
    func joinStage(_ socket: RoomSocket) {
        stage.cameBack(socket.viewer)
        // A host who comes in may see a private show.
        orderLineup()
    }

    /// A socket of somebody has gone.
    func leftStage(_ person: ViewerID, at now: Timestamp) {
        if presence.socket(of: person) == nil { stage.wentAway(person, at: now) }
    }

    /// Takes in what has become of the show.
    func tellStage(of body: ShowChangedPayload, at now: Timestamp) {
        if body.scene != stage.scene.name {
            // It has not begun: nobody is on the stage yet.
            stage = Stage(changing: stage, to: body.scene.scene)
        }
        stage.hostName = body.host
        if body.state == .ended { stage.close(at: now) }
    }

    /// A beat: what is overdue, what the battle needs to know, and what is still to be told and stored.
    func beatStage(at now: Timestamp) async {
        if stage.awaitsTime { stage.tick(at: now) }
        if let battle = stage.battle, battle.isOpen { await reportToBattle(at: now) }
        orderLineup()
        // What is outgoing now leaves with this beat.
        _ = tellStage(at: now)
        if let message = loud.drain(at: now) { outgoing.append(message) }
        if !stage.facts.isEmpty { await storeFacts() }
    }

    private func reportToBattle(at now: Timestamp) async {
        let orders = paidOrders
        paidOrders = 0
        // What strangers may not see any more is not shown to another show's.
        guard state.isOnAir, access == .open else { return await links.battles.leave(show, at: now) }
        // A show that makes a break is away as well: its viewers see nothing of it, nor do the other's.
        let isHostThere = state == .live && media.live
        await links.battles.report(
            Battles.Report(show: show, isHostThere: isHostThere, orders: orders), at: now)
    }

    /// The room ends: everybody is off the stage, and the battle over.
    func closeStage() async {
        let now = dependencies.clock.now()
        stage.close(at: now)
        await links.battles.leave(show, at: now)
        if !isRemoved { await storeFacts() }
    }

    /// Orders what has changed of the plane of packets, and tells the sockets when it is time.
    func stageMoved(at now: Timestamp) {
        orderLineup()
        if tellStage(at: now) { flush(at: now) }
    }

    private func orderLineup() {
        let lineup = lineup
        guard lineup != stageTelling.lineup else { return }
        stageTelling.lineup = lineup
        links.director.yield(.changed(show))
    }

    /// Stores what happened; what could not be stored waits for the next beat, for it has happened all the same.
    func storeFacts() async {
        guard !isStoring else { return }
        isStoring = true
        defer { isStoring = false }
        while !stage.facts.isEmpty {
            let facts = stage.facts
            stage.facts = []
            do {
                try await StageStore(database: dependencies.database, journal: dependencies.journal)
                    .store(facts, of: show)
            } catch ShowError.unknown {
                return
            } catch {
                if !(error is CancellationError) {
                    logger.error("What happened on a stage could not be stored", metadata: ["error": "\(error)"])
                }
                stage.facts = Array((facts + stage.facts).suffix(StageLimits.unstored))
                return
            }
        }
    }
}
