package import Domain
internal import Rooms

/// Who is on a show's stage and who sees it: what the plane of packets holds the show's sessions to.
///
/// It is the whole truth, not a change: applying it twice is applying it once.
package struct StagePlan: Sendable, Hashable {
    /// Somebody who may be seen or heard.
    package struct Performer: Sendable, Hashable {
        /// The subject of the token or session that publishes.
        package var subject: String
        /// Where picture and sound go; nil for somebody who is heard only when loud.
        package var slot: Int?
        package var isHeard: Bool
        package var isSeen: Bool

        package init(subject: String, slot: Int?, isHeard: Bool, isSeen: Bool) {
            self.subject = subject
            self.slot = slot
            self.isHeard = isHeard
            self.isSeen = isSeen
        }
    }

    /// A show whose slot 1 is seen in a slot of this one.
    package struct Visitor: Sendable, Hashable {
        package var show: ShowID
        package var slot: Int

        package init(show: ShowID, slot: Int) {
            self.show = show
            self.slot = slot
        }
    }

    /// All others who publish wait, unseen and unheard; a host with two cameras is here once for each.
    package var performers: [Performer]
    /// How many of those without a slot are heard at once, the loudest, in slots 1…: 0 where there are none such.
    package var loudest: Int
    /// Whom the show is sent to; nil for everybody.
    package var audience: Set<String>?
    package var visitor: Visitor?

    package init(
        performers: [Performer] = [], loudest: Int = 0, audience: Set<String>? = nil, visitor: Visitor? = nil
    ) {
        self.performers = performers
        self.loudest = loudest
        self.audience = audience
        self.visitor = visitor
    }

    /// What holds where nothing was told: hosts in the slots they ask for, seen and heard by everybody.
    package static let usual = StagePlan()
}

extension StagePlan {
    init(_ lineup: Lineup) {
        self.init(
            performers: lineup.performers.map {
                Performer(subject: $0.person.rawValue, slot: $0.slot, isHeard: $0.isHeard, isSeen: $0.isSeen)
            },
            loudest: lineup.loudest, audience: lineup.audience.map { Set($0.map(\.rawValue)) },
            visitor: lineup.visitor.map { Visitor(show: $0.show, slot: $0.slot) })
    }
}
