/// Who may be seen and heard in a show, where, and by whom: what its sessions are held to.
///
/// It is the whole truth, not a change: applying it twice is applying it once.
package struct StagePlan: Sendable, Hashable {
    package enum Limit {
        /// Pictures, and sounds, that one viewer is sent at once.
        package static let slots = 9
    }

    /// Somebody who may be seen or heard.
    package struct Performer: Sendable, Hashable {
        /// The name of who publishes.
        package var name: String
        /// Where picture and sound go; nil for somebody who is heard only when loud.
        package var slot: Int?
        package var isHeard: Bool
        package var isSeen: Bool

        package init(_ name: String, slot: Int?, isHeard: Bool = true, isSeen: Bool = true) {
            self.name = name
            self.slot = slot
            self.isHeard = isHeard
            self.isSeen = isSeen
        }
    }

    /// A show whose slot 1 is seen in a slot of this one.
    package struct Visitor: Sendable, Hashable {
        package var show: RouterID
        package var slot: Int

        package init(show: RouterID, slot: Int) {
            self.show = show
            self.slot = slot
        }
    }

    /// A host who is not among them has the slot it asked for, one with two cameras is among them twice; all others wait.
    package var performers: [Performer]
    /// How many are heard at once, the loudest, in slots 1 and up; 0 where everybody has a slot of their own.
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

    /// What holds for somebody's camera or microphone, which asked for a slot if it is a host's.
    func performer(_ name: String, slot: Int?) -> Performer? {
        let own = performers.filter { $0.name == name }
        return own.first { $0.slot == slot } ?? own.first
    }
}
