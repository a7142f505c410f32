/// A host with up to eight guests, who are invited or have raised a hand.
package struct CoHost: Scene {
    package enum Limit {
        /// Nine pictures fill a grid of three by three; more are too small on a phone.
        package static let guests = 8
        /// Hands at once: more names than a host reads between two sentences.
        package static let hands = 50
    }

    package let name = SceneName.cohost
    package let pictures = 1 + Limit.guests
    package let sounds = 1 + Limit.guests
    package var places: StagePlaces { .slots(2...(1 + Limit.guests)) }
    package var hands: Int { Limit.hands }
    package var takesInvitations: Bool { true }
    package var layout: StageLayout { .grid }

    package init() {}
}
