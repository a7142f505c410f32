internal import Domain

/// What sockets were last told of a stage, and when.
///
/// A change that is the first in a while goes out at once; those that follow closely go out together.
struct StageTelling {
    /// Whether something may have changed since.
    var isDue = false
    var toldAt = Timestamp(milliseconds: 0)
    /// What everybody may see.
    var open: StageBody?
    /// What those see who are in a private show's call.
    var inner: StageBody?
    var hands: [HandBody] = []
    /// Only of whom there is something to tell.
    var mine: [ViewerID: MineBody] = [:]
    /// The lineup that was last ordered.
    var lineup = Lineup.plain

    func isTime(at now: Timestamp) -> Bool { isDue && now - toldAt >= StageLimits.tellingPause }
}
