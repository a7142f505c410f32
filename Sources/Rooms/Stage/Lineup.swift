package import Domain

/// Who is to be seen and heard, and by whom: what the plane of packets is told of a stage.
///
/// The whole truth, not a change.
package struct Lineup: Sendable, Hashable {
    /// Somebody who publishes and is on the stage.
    package struct Performer: Sendable, Hashable {
        package let person: ViewerID
        /// Nil for somebody who is heard when loud.
        package let slot: Int?
        package let isHeard: Bool
        package let isSeen: Bool
    }

    /// A show whose first slot is seen here.
    package struct Visitor: Sendable, Hashable {
        package let show: ShowID
        package let slot: Int
    }

    /// Those who come with cameras of a host, one for each camera, then guests by their slots.
    package var performers: [Performer] = []
    /// How many of those without a slot are heard at once.
    package var loudest = 0
    /// Whom the show is sent to; nil for everybody.
    package var audience: Set<ViewerID>?
    package var visitor: Visitor?

    /// Nothing to tell: hosts where they ask to be, and everybody sees them.
    package static let plain = Lineup()
}
