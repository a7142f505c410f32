/// A host and one customer at a time; the others wait in a queue, and see and hear nothing.
package struct PrivateCall: Scene {
    package enum Limit {
        /// Customers who ring at once; the last would wait an hour with calls of three minutes.
        package static let queue = 20
        /// A call that nobody answers in this time is missed.
        package static let unanswered: Duration = .seconds(120)
        /// How long after a call was missed its customer may still leave a note.
        package static let lateNote: Duration = .seconds(600)
        package static let noteCharacters = 280
    }

    package let name = SceneName.private
    package let pictures = 2
    package let sounds = 2
    package var places: StagePlaces { .slots(2...2) }
    package var hands: Int { Limit.queue }
    package var isPrivate: Bool { true }
    package var layout: StageLayout { .inset }

    package init() {}
}
