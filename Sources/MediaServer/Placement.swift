internal import SDP
internal import SFU

/// Where sessions live: which worker each show is at home on, and on which others it is seen.
///
/// Those who publish to a show live at its home; viewers live there too while it has room, and on branches elsewhere.
struct Placement {
    enum Limit {
        /// A show's viewers go to its home while that has no more sessions than another worker and this many: a branch costs a
        /// copy of each packet.
        static let imbalance = 16
    }

    struct Show {
        let identities: [StreamIdentity]
        /// The worker of those who publish.
        let home: Int
        /// The show's number between workers.
        let channel: Int
        /// Sessions on each worker.
        fileprivate(set) var sessions: [Int]
        /// Other workers that show it.
        fileprivate(set) var branches: Set<Int> = []
        /// The H.264 profile that its latest publisher agreed on.
        var profile = H264Profile.constrainedBaseline

        var workers: Set<Int> { branches.union([home]) }
    }

    /// What has to be done so that every show is where it is needed.
    enum Change {
        case open(RouterID, Show, on: Int)
        case close(RouterID, home: Int, on: Int)
    }

    private(set) var shows: [RouterID: Show] = [:]
    /// What shows are held to, whether anybody has a session of theirs or not.
    private(set) var plans: [RouterID: StagePlan] = [:]
    /// Sessions of each worker.
    private var load: [Int]
    /// Shows that ever had a session.
    private var channels = 0

    init(workers: Int) {
        load = [Int](repeating: 0, count: workers)
    }

    /// What is known of a show; a new one is at home on the worker with the fewest sessions.
    mutating func show(_ id: RouterID) -> Show {
        if let show = shows[id] { return show }
        channels += 1
        return Show(
            identities: StreamIdentity.random(slots: StagePlan.Limit.slots), home: leastLoaded, channel: channels,
            sessions: load.map { _ in 0 })
    }

    mutating func setProfile(_ profile: H264Profile, of id: RouterID) {
        shows[id]?.profile = profile
    }

    private var leastLoaded: Int { load.indices.min { load[$0] < load[$1] } ?? 0 }

    /// The worker for one more viewer of a show.
    func worker(forViewerOf show: Show) -> Int {
        let least = leastLoaded
        return load[show.home] - load[least] < Limit.imbalance ? show.home : least
    }

    // MARK: Sessions

    /// Counts a session; `show` is what ``show(_:)`` said.
    mutating func add(to id: RouterID, _ show: Show, on worker: Int) -> [Change] {
        load[worker] += 1
        shows[id, default: show].sessions[worker] += 1
        return settle(id) + settleVisited(by: id)
    }

    mutating func remove(from id: RouterID, on worker: Int) -> [Change] {
        load[worker] -= 1
        shows[id]?.sessions[worker] -= 1
        return settle(id) + settleVisited(by: id)
    }

    mutating func removeAll() {
        shows.removeAll()
        load = load.map { _ in 0 }
    }

    // MARK: Plans

    /// Holds a show to a plan.
    ///
    /// - Returns: what has to be done before it is followed, and what afterwards.
    mutating func follow(_ plan: StagePlan, in id: RouterID) -> (before: [Change], after: [Change]) {
        let visited = plans[id]?.visitor?.show
        plans[id] = plan == StagePlan() ? nil : plan
        return (settleVisited(by: id), visited.map { settle($0) } ?? [])
    }

    // MARK: Branches

    private mutating func settleVisited(by id: RouterID) -> [Change] {
        plans[id]?.visitor.map { settle($0.show) } ?? []
    }

    /// Opens branches of a show where it is seen, by its viewers or in another show, and closes those that nobody needs.
    private mutating func settle(_ id: RouterID) -> [Change] {
        guard let show = shows[id] else { return [] }
        var needed = Set(show.sessions.indices.filter { show.sessions[$0] > 0 })
        if needed.isEmpty {
            shows[id] = nil
        } else {
            for (host, plan) in plans where plan.visitor?.show == id {
                if let home = shows[host]?.home { needed.insert(home) }
            }
            needed.remove(show.home)
            shows[id]?.branches = needed
        }
        return needed.subtracting(show.branches).sorted().map { .open(id, show, on: $0) }
            + show.branches.subtracting(needed).sorted().map { .close(id, home: show.home, on: $0) }
    }
}
