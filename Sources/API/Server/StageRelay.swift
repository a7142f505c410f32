internal import Domain
internal import Rooms
internal import Synchronization

/// Carries what stages want to the plane of packets, at once.
final class StageRelay: Sendable {
    private let media: any MediaPlane
    private let hub: RoomHub
    /// Shows for which the plane holds another plan than the usual one.
    private let directed = Mutex<Set<ShowID>>([])

    init(media: any MediaPlane, hub: RoomHub) {
        self.media = media
        self.hub = hub
    }

    func run() async {
        for await order in hub.stageOrders {
            switch order {
            case .changed(let show): await apply(to: show)
            case .end(let person, let show): await media.end(subject: person.rawValue, of: show)
            }
        }
    }

    /// Tells the plane how the stage of a show stands, until what was told is what stands.
    ///
    /// Who changes a stage and who starts a session come here at once; the last to read the stage is right.
    func apply(to show: ShowID) async {
        var told: StagePlan?
        while let lineup = await hub.lineup(of: show) {
            let plan = StagePlan(lineup)
            guard plan != told, direct(show, plan) else { return }
            await media.stage(plan, of: show)
            told = plan
        }
    }

    /// Whether a plan needs to be told: the usual one only where another was.
    private func direct(_ show: ShowID, _ plan: StagePlan) -> Bool {
        directed.withLock { directed in
            guard plan == .usual else {
                directed.insert(show)
                return true
            }
            return directed.remove(show) != nil
        }
    }
}
