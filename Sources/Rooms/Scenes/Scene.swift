/// The rules of a scene: who may come onto its stage, and how many slots its pictures and sounds have.
///
/// A scene is data. The state machine that keeps to it is ``Stage``.
package protocol Scene: Sendable {
    var name: SceneName { get }

    /// Slots of pictures: video sections that are of use in a player's offer.
    var pictures: Int { get }

    /// Slots of sounds: audio sections that are of use.
    var sounds: Int { get }

    /// Where those go who come onto the stage.
    var places: StagePlaces { get }

    /// How many may wait at once, with a raised hand or an invitation.
    var hands: Int { get }

    /// The slots that cameras of hosts may ask for.
    var cameras: ClosedRange<Int> { get }

    /// The slot of the opponent in a battle; nil where there are none.
    var opponent: Int? { get }

    /// How many of those without slots are heard at once.
    var loudest: Int { get }

    /// Whether the show is for its host and one customer at a time.
    var isPrivate: Bool { get }

    /// Whether hosts may invite somebody who has not asked.
    var takesInvitations: Bool { get }

    /// Whether a promise card may stand on the picture.
    var takesPromises: Bool { get }

    /// How pictures stand to begin with.
    var layout: StageLayout { get }
}

extension Scene {
    package var places: StagePlaces { .none }
    package var hands: Int { 0 }
    package var cameras: ClosedRange<Int> { 1...1 }
    package var opponent: Int? { nil }
    package var loudest: Int { 0 }
    package var isPrivate: Bool { false }
    package var takesInvitations: Bool { false }
    package var takesPromises: Bool { false }
    package var layout: StageLayout { .speaker }

    /// Whether the plane of packets must know of the stage even when nobody is on it.
    package var needsPlan: Bool { loudest > 0 || isPrivate }
}
